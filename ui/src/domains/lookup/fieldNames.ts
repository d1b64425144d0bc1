/** The names of fields as lookups and merges write them: `title@zh-Hans`, `container-title`, `DOI`. */
import type { TFunction } from "i18next";

export interface FieldName {
  /** In the interface's language. */
  name: string;
  /** The language of its text, where there may be one of each. */
  lang: string | null;
}

/** Reads a key; `lang` is what the answer says besides. */
export function fieldName(t: TFunction, key: string, lang: string | null = null): FieldName {
  const [, plain = key, own] = /^(.*?)(?:[@:]([A-Za-z]{2,3}(?:-\w+)*))?$/.exec(key) ?? [];
  const name = t([`lookup.field.${plain}`, `fieldName.${plain}`], { defaultValue: plain });
  return { name, lang: own ?? lang };
}
