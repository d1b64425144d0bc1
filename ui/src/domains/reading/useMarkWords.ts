/** What the marks of the gutter mean, in words. */
import { useTranslation } from "react-i18next";
import type { Mark } from "./pairs";

export function useMarkWords(): (mark: Mark) => string {
  const { t } = useTranslation();
  return (mark) => {
    switch (mark.kind) {
      case "differs": {
        const numbers = mark.values.every((value) => /\d/.test(value));
        return t(`reading.mark.${numbers ? "numbers" : "differs"}`, { values: mark.values.join(" · ") });
      }
      case "alone":
        return t(`reading.mark.${mark.side === "left" ? "aloneEn" : "aloneZh"}`);
      case "unsure":
        return t("reading.mark.unsure");
      case "ratio":
        return t("reading.mark.ratio", { left: mark.left, right: mark.right });
    }
  };
}
