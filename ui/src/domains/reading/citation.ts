/** The few words that go with a copied pair: "Lin Yuqing et al. 2021, J Shift Work Health, doi:10.…". */
import type { TFunction } from "i18next";
import type { ReferenceDetail } from "../../bindings/ReferenceDetail";
import { authorsInShort } from "../../shared/authors";

export function shortCitation(t: TFunction, { row, doi }: ReferenceDetail): string {
  const authors = authorsInShort(row.authors, row.authors_complete, (names) =>
    t("list.andOthers", { names }),
  );
  const who = [authors, row.year].filter(Boolean).join(" ");
  return [who, row.container?.text, doi && `doi:${doi}`].filter(Boolean).join(", ");
}
