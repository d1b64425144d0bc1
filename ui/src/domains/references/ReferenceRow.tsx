/** One reference of the list: title, the other language's title, who and where, and its languages. */
import { type CSSProperties, memo } from "react";
import type { ReferenceRow as Row } from "../../bindings/ReferenceRow";
import { useTranslation } from "../../i18n";
import { narrowLists } from "../../i18n/formats";
import { authorsInShort } from "../../shared/authors";
import { classes } from "../../shared/classes";
import { LanguageBadge } from "../../shared/LanguageBadge";
import { Localized } from "../../shared/Localized";

interface ReferenceRowProps {
  /** Null while it is on its way. */
  row: Row | null;
  index: number;
  total: number;
  top: number;
  selected: boolean;
  /** Whether the keys move from here. */
  current: boolean;
}

export const ReferenceRow = memo(function ReferenceRow(props: ReferenceRowProps) {
  const { row, index, total, top, selected, current } = props;
  const style: CSSProperties = { transform: `translateY(${top}px)` };
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the list keeps the focus and names its active row
    <div
      id={rowId(index)}
      className={classes("row", selected && "is-selected", current && "is-current")}
      style={style}
      role="option"
      aria-selected={selected}
      aria-setsize={total}
      aria-posinset={index + 1}
      data-index={index}
      data-id={row?.id}
      data-testid={row ? "reference" : undefined}
    >
      {row && <Inside row={row} />}
    </div>
  );
});

export const rowId = (index: number) => `reference-${index}`;

const Inside = memo(function Inside({ row }: { row: Row }) {
  const { t } = useTranslation();
  const authors = authorsInShort(row.authors, row.authors_complete, (names) =>
    t("list.andOthers", { names }),
  );
  return (
    <>
      {/* The language stands on the line itself, so that its ellipsis is that language's, too. */}
      <p className="row-title" lang={row.title?.lang}>
        {row.title ? row.title.text : <Untitled row={row} authors={authors} />}
      </p>
      {row.other_title && (
        <p className="row-other" lang={row.other_title.lang}>
          {row.other_title.text}
        </p>
      )}
      <div className="row-meta">
        <p>
          {[authors || t("list.noAuthors"), row.year].filter(Boolean).join(" ")}
          {row.container && (
            <>
              {" · "}
              <Localized value={row.container} />
            </>
          )}
          {row.missing.length > 0 && (
            <>
              {" · "}
              <Needs row={row} />
            </>
          )}
        </p>
        <LanguageBadge languages={row.languages} />
      </div>
    </>
  );
});

function Needs({ row }: { row: Row }) {
  const { t, i18n } = useTranslation();
  const parts = narrowLists(i18n.language).format(row.missing.map((part) => t(`missing.${part}`)));
  return <span className="row-needs">{t("list.needs", { parts })}</span>;
}

/** Stands where a title is missing, so that the row is never blank: whatever else tells the reference apart. */
function Untitled({ row, authors }: { row: Row; authors: string }) {
  const { t } = useTranslation();
  const rest = [[authors, row.year].filter(Boolean).join(" "), row.place].filter(Boolean).join(", ");
  return (
    <span className="row-untitled">
      {t("list.noTitle")}
      {rest && (
        <>
          {" · "}
          <em>{rest}</em>
        </>
      )}
    </span>
  );
}
