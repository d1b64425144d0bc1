/** The program's mark, small enough to stand beside its name: one lit row meeting across the axis. */
export function Mark() {
  return (
    <svg className="mark" viewBox="0 0 20 20" aria-hidden="true">
      <path className="mark-dim" d="M2 4h6v2H2zM12 4h2v2h-2zM16 4h2v2h-2zM2 14h4v2H2zM12 14h2v2h-2z" />
      <path className="mark-en" d="M2 8h7v4H2z" />
      <path className="mark-zh" d="M11 8h3v4h-3zM15 8h3v4h-3z" />
    </svg>
  );
}
