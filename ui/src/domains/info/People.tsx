/** All authors, with the numbers of their affiliations where the source says which is whose; never guessed. */

import type { Person } from "../../bindings/Person";
import type { ReferenceDetail } from "../../bindings/ReferenceDetail";
import { useTranslation } from "../../i18n";
import { Link } from "./Link";

export function People({ detail }: { detail: ReferenceDetail }) {
  const { t } = useTranslation();
  const { authors, affiliations, row } = detail;
  const mapped = authors.some((person) => person.affiliations.length > 0);
  return (
    <div className="people">
      <ul className="people-names">
        {authors.map((person, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two people may have one name
          <li key={place}>
            <Name person={person} />
          </li>
        ))}
        {!row.authors_complete && <li className="people-others">{t("reading.andOthers")}</li>}
      </ul>
      {affiliations.length > 0 && (
        <ol className={`people-places ${mapped ? "is-mapped" : ""}`} aria-label={t("info.affiliations")}>
          {affiliations.map(({ lang, text }, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: authors point to them by place
            <li key={place} lang={lang}>
              {mapped && <sup>{place + 1}</sup>}
              {text}
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}

function Name({ person }: { person: Person }) {
  const { t } = useTranslation();
  const { name, other_name, role, affiliations, orcid } = person;
  return (
    <>
      <span lang={name.lang}>{name.text}</span>
      {affiliations.length > 0 && <sup>{affiliations.map((place) => place + 1).join(",")}</sup>}
      {other_name && (
        <span className="people-variant" lang={other_name.lang}>
          {other_name.text}
        </span>
      )}
      {role !== "author" && <span className="people-role">{t(`role.${role}`, role)}</span>}
      {orcid && <Link href={`https://orcid.org/${orcid}`} text={orcid} className="people-orcid" />}
    </>
  );
}
