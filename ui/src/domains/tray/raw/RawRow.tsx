/** A row of the raw text: its label and its runs, and the bar when it is opened below one of its lines. */
import { memo, type ReactNode } from "react";
import { useTranslation } from "../../../i18n";
import { classes } from "../../../shared/classes";
import { isHan, type Row } from "./rows";
import type { RawText } from "./text";

interface RawRowProps {
  raw: RawText;
  row: Row;
  /** Of the current record. */
  own: boolean;
  /** Where the bar opens, and the bar; null when it is in no line of this row. */
  opensAt: number | null;
  children?: ReactNode;
}

/** Fields that are texts in a language, and so have its colour. */
const TEXTS = new Set(["title", "title-short", "original-title", "abstract", "keyword", "container-title"]);

export const RawRow = memo(function RawRow({ raw, row, own, opensAt, children }: RawRowProps) {
  const bar = opensAt !== null && <div className="tray-gap">{children}</div>;
  const parts = row.runs.flatMap((run) =>
    opensAt !== null && opensAt > run.from && opensAt < run.to
      ? [
          { ...run, to: opensAt },
          { ...run, from: opensAt },
        ]
      : [run],
  );
  return (
    <div className={classes("tray-line", row.blank && "is-blank", own && "is-own", row.begins && "is-first")}>
      <RowLabel row={row} />
      <div className="tray-text">
        {parts.map((run) => {
          const piece = raw.pieces[run.piece];
          return (
            <span key={run.from}>
              {run.from === opensAt && bar}
              <span
                data-at={run.from}
                className={colour(piece?.field ?? null, piece?.lang ?? null)}
                lang={piece?.lang ?? undefined}
              >
                {raw.text.slice(run.from, run.to).replace(/\r?\n$/, "")}
              </span>
            </span>
          );
        })}
        {opensAt !== null && opensAt >= row.to && bar}
      </div>
    </div>
  );
});

function RowLabel({ row }: { row: Row }) {
  const { t, i18n } = useTranslation();
  if (!row.labelled || row.blank) return <i />;
  if (row.field === null)
    return <i>{t(row.record === null ? "tray.fields.leftOut" : "tray.fields.unread")}</i>;
  const chinese = isHan(row.lang) && i18n.exists(`tray.fields.${row.field}@zh`);
  const words = t([`tray.fields.${row.field}${chinese ? "@zh" : ""}`], { defaultValue: row.field });
  return <i lang={chinese ? "zh-Hans" : undefined}>{words}</i>;
}

function colour(field: string | null, lang: string | null): string {
  if (field === null) return "tray-run is-unread";
  if (TEXTS.has(field) && isHan(lang)) return "tray-run is-zh";
  if (TEXTS.has(field) && /^en\b/.test(lang ?? "")) return "tray-run is-en";
  return "tray-run";
}
