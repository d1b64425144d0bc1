/** A work in short: title, the other language's title, who, when and where. */

import type { ReferenceRow } from "../../bindings/ReferenceRow";
import { useTranslation } from "../../i18n";
import { authorsInShort } from "../../shared/authors";
import { LanguageBadge } from "../../shared/LanguageBadge";
import { Localized } from "../../shared/Localized";

export function Work({ row }: { row: ReferenceRow }) {
  const { t } = useTranslation();
  const who = authorsInShort(row.authors, row.authors_complete, (names) => t("list.andOthers", { names }));
  return (
    <>
      <span className="work-title" lang={row.title?.lang}>
        {row.title?.text ?? (
          <span className="work-untitled">
            {[t("work.merge.noTitle"), row.place].filter(Boolean).join(" · ")}
          </span>
        )}
      </span>
      {row.other_title && (
        <span className="work-other" lang={row.other_title.lang}>
          {row.other_title.text}
        </span>
      )}
      <span className="work-meta">
        <span>
          {[who, row.year].filter(Boolean).join(" ")}
          {row.container && (
            <>
              {" · "}
              <Localized value={row.container} />
            </>
          )}
        </span>
        <LanguageBadge languages={row.languages} />
      </span>
    </>
  );
}
