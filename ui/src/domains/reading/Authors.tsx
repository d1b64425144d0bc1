/** Authors on one line; "+5" opens all of them with where they work. */

import type { ReferenceDetail } from "../../bindings/ReferenceDetail";
import { useTranslation } from "../../i18n";
import { Popover } from "../../shared/Popover";
import { People } from "../info/People";

/** So many names stand on the line; a list that is one longer is shown whole. */
const SHOWN = 3;

export function Authors({ detail }: { detail: ReferenceDetail }) {
  const { t } = useTranslation();
  const authors = detail.authors.filter(({ role }) => role === "author");
  const people = authors.length > 0 ? authors : detail.authors;
  const complete = detail.row.authors_complete;
  if (people.length === 0) return <span className="by-nobody">{t("reading.noAuthors")}</span>;
  const shown = people.length <= SHOWN + 1 ? people : people.slice(0, SHOWN);
  const han = shown.every(({ name }) => /\p{Script=Han}/u.test(name.text));
  const more = people.length - shown.length;
  const short = more > 0 ? t("reading.moreAuthors", { count: more }) : "…";
  const opens = more > 0 || !complete || detail.affiliations.length > 0;
  return (
    <>
      <span className="by-names" lang={han ? "zh-Hans" : "und"}>
        {shown.map(({ name }, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two people may have one name
          <span key={place} lang={name.lang}>
            {place > 0 && (han ? "、" : ", ")}
            {name.text}
          </span>
        ))}
      </span>
      {opens && (
        <Popover
          title={t("reading.authors")}
          hideTitle
          className="people-flyout"
          trigger={
            <button
              type="button"
              className="by-more"
              aria-label={`${short} · ${t("reading.showAuthors", { count: people.length })}`}
              data-testid="all-authors"
            >
              {short}
            </button>
          }
        >
          <People detail={detail} />
        </Popover>
      )}
    </>
  );
}
