/** The program's mark, small enough to stand beside its name: one lit row meeting across the axis. */
export function Mark() {
  return (
    <svg className="mark" viewBox="0 0 20 20" aria-hidden="true">
      <path className="mark-dim" d="M2 4h7v2H2zM11 4h3v2h-3zM15 4h3v2h-3zM2 14h5v2H2zM11 14h3v2h-3z" />
      <path className="mark-en" d="M2 8.5h7.5v3H2z" />
      <path className="mark-zh" d="M10.5 8.5H14v3h-3.5zM15 8.5h3v3h-3z" />
    </svg>
  );
}
