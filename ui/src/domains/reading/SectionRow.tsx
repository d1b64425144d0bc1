// biome-ignore-all lint/a11y/useSemanticElements: a table cannot be laid out as this grid is
// biome-ignore-all lint/a11y/useFocusableInteractive: the focus moves between the cells
/** The headings of a section as printed, facing each other over the axis. */
import type { Column } from "./GridRow";
import { isHan } from "./pairs";

export function SectionRow({
  labels,
  columns,
}: {
  labels: [string | null, string | null];
  columns: [Column, Column];
}) {
  if (!labels[0] && !labels[1]) return <div className="section-gap" />;
  const labelOf = ({ side }: Column) => labels[side === "left" ? 0 : 1];
  const [first, second] = columns;
  const heading = (column: Column, place: "first" | "second") => (
    <div
      role="columnheader"
      className={`heading heading-${place} ${isHan(column.lang) ? "is-zh" : "is-en"}`}
      lang={column.lang}
    >
      {labelOf(column)}
    </div>
  );
  return (
    <div role="row" className="section-row">
      {heading(first, "first")}
      <i className={labelOf(first) && labelOf(second) ? "axis-dot" : ""} aria-hidden="true" />
      {heading(second, "second")}
    </div>
  );
}
