/** What the marks of the gutter mean, in words. */
import { useTranslation } from "../../i18n";
import type { Mark } from "./pairs";

export function useMarkWords(): (mark: Mark) => string {
  const { t } = useTranslation();
  return (mark) => {
    switch (mark.kind) {
      case "differs":
        return mark.marks
          .map(({ kind, left, right }) => {
            const sides = [left, right].filter((side) => side.length > 0).map((side) => side.join(" · "));
            return t(`reading.mark.${sides.length > 1 ? "differing" : "oneSided"}.${kind}`, {
              values: sides.join(" ≠ "),
            });
          })
          .join(" · ");
      case "alone":
        return t(`reading.mark.${mark.side === "left" ? "aloneEn" : "aloneZh"}`);
      case "unsure":
        return t("reading.mark.unsure");
      case "ratio":
        return t("reading.mark.ratio", { left: mark.left, right: mark.right });
    }
  };
}
