/** The plain list of references. */
import { useTranslation } from "react-i18next";
import type { ReferenceRow as Row } from "../../bindings/ReferenceRow";
import { ReferenceRow } from "./ReferenceRow";

export function ReferenceList({ rows }: { rows: Row[] }) {
  const { t } = useTranslation();
  return (
    <ul className="rows" aria-label={t("list.label")}>
      {rows.map((row) => (
        <ReferenceRow key={row.id} row={row} />
      ))}
    </ul>
  );
}
