/** What Enter can do with what stands in the field, the likeliest first. */
import type { TFunction } from "i18next";
import type { ReactNode } from "react";
import { ImportIcon, LookUpIcon, SearchIcon } from "../../shared/icons";
import type { Understood } from "./useRecognised";

export interface Choice {
  kind: "look-up" | "import" | "search";
  icon: ReactNode;
  words: string;
  /** Which registry's name it is. */
  detail?: string | undefined;
}

export function choicesOf(t: TFunction, { text, recognised }: Understood): Choice[] {
  if (text === "") return [];
  const { identifiers, records } = recognised;
  const [first] = identifiers;
  const lookUp: Choice[] = first
    ? [
        {
          kind: "look-up",
          icon: <LookUpIcon />,
          words:
            identifiers.length === 1
              ? t("field.lookUp", { identifier: first.value })
              : t("field.lookUpSeveral", { count: identifiers.length }),
          detail: identifiers.length === 1 ? first.scheme : undefined,
        },
      ]
    : [];
  const bring: Choice[] =
    records > 0
      ? [{ kind: "import", icon: <ImportIcon />, words: t("field.import", { count: records }) }]
      : [];
  // A whole record holds its identifier as well; then the record is what was meant.
  return [...bring, ...lookUp, { kind: "search", icon: <SearchIcon />, words: t("field.search", { text }) }];
}

/** Whether these are words to search for, so that the list follows them as they are typed. */
export const isSearch = ({ recognised }: Understood): boolean =>
  recognised.identifiers.length === 0 && recognised.records === 0;

/**
 * Words to which letters are added, or of which some are taken away, are words until it is known better: what can be
 * done with them does not come and go with each letter.
 */
export function stillWords(last: Understood | null, text: string): Understood | null {
  if (!last || !isSearch(last) || last.text === "" || text === "") return null;
  if (!text.startsWith(last.text) && !last.text.startsWith(text)) return null;
  return { ...last, text };
}
