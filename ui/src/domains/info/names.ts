/** What fields are called: as names of what is there, and of what can be added. */
import i18next, { type TFunction } from "i18next";
import type { FieldOffer } from "../../bindings/FieldOffer";

/** Fields whose value is the line of people with a role. */
const ROLES = new Set([
  "author",
  "editor",
  "translator",
  "supervisor",
  "reviewed-author",
  "container-author",
  "collection-editor",
  "contributor",
]);

export const isRole = (key: string): boolean => ROLES.has(key);

/** The name of a field that stands there. */
export const nameOf = (t: TFunction, key: string): string =>
  t(isRole(key) ? `people.${key}` : `fieldName.${key}`, key);

/** The name of a value that can be added: "Title in Chinese", "Editor", "ISSN". */
export function offerName(t: TFunction, { key, lang }: Pick<FieldOffer, "key" | "lang">): string {
  const field = isRole(key) ? t(`newPerson.${key}`) : nameOf(t, key);
  return lang ? t(`info.inLanguage.${lang.split("-")[0]}`, { field }) : field;
}

/** The name in both languages of the interface, for who looks for it. */
export function soughtAs(offer: FieldOffer): string {
  const names = ["en", "zh"].map((language) => offerName(i18next.getFixedT(language), offer));
  return `${names.join(" ")} ${offer.key}`.toLowerCase();
}

/** "Add year": what the list says is missing, in its words. */
export function addWords(t: TFunction, { key }: FieldOffer, kind: string): string {
  return t([`info.needs.${key}.${kind}`, `info.needs.${key}.any`], { defaultValue: nameOf(t, key) });
}
