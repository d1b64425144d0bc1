/** The program's mark, small enough to stand beside its name: one lit row meeting across the axis. */
export function Mark() {
  return (
    <svg className="mark" viewBox="0 0 20 20" aria-hidden="true">
      <path className="mark-dim" d="M2 4h7M2 16h5M11 4h3M16 4h2M11 16h3" />
      <path className="mark-en" d="M2 10h7.500" />
      <path className="mark-zh" d="M10.500 10h3.500M16 10h2" />
    </svg>
  );
}
