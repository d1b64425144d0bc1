/** One reference of the list: title, the other language's title, who and where, and its languages. */
import { useTranslation } from "react-i18next";
import type { LocalizedText } from "../../bindings/LocalizedText";
import type { ReferenceRow as Row } from "../../bindings/ReferenceRow";
import { authorsInShort } from "../../shared/authors";
import { LanguageBadge } from "../../shared/LanguageBadge";

export function ReferenceRow({ row }: { row: Row }) {
  const { t, i18n } = useTranslation();
  const authors = authorsInShort(row.authors, row.authors_complete, (names) =>
    t("list.andOthers", { names }),
  );
  const parts = new Intl.ListFormat(i18n.language, { style: "narrow" }).format(
    row.missing.map((part) => t(`missing.${part}`)),
  );
  return (
    <li className="row" data-testid="reference">
      <p className="row-title">
        {row.title ? <Localized value={row.title} /> : <Untitled row={row} authors={authors} />}
      </p>
      {row.other_title && (
        <p className="row-other">
          <Localized value={row.other_title} />
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
              <span className="row-needs">{t("list.needs", { parts })}</span>
            </>
          )}
        </p>
        <LanguageBadge languages={row.languages} />
      </div>
    </li>
  );
}

function Localized({ value }: { value: LocalizedText }) {
  return <span lang={value.lang}>{value.text}</span>;
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
