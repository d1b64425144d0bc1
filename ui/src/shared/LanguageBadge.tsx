/** The badge with two seats: English left, 中 right, so that a missing language shows as a hole in the column. */

import type { LanguageBadge as Languages } from "../bindings/LanguageBadge";
import { useTranslation } from "../i18n";
import { classes } from "./classes";

const DOT = "M8 8h.01";
const EXCHANGE = "M3 6h10M10.5 3.5 13 6M13 10H3M5.5 12.5 3 10";
const TO_CHINESE = "M3 8h10M10 5l3 3-3 3";
const TO_ENGLISH = "M13 8H3M6 5 3 8l3 3";

const SEATS: Record<Languages, { en: boolean; zh: boolean; join?: string; className?: string }> = {
  none: { en: false, zh: false },
  en: { en: true, zh: false },
  zh: { en: false, zh: true },
  both: { en: true, zh: true, join: DOT },
  "both-published": { en: true, zh: true, join: EXCHANGE, className: "is-published" },
  "en-to-zh-machine": { en: true, zh: true, join: TO_CHINESE, className: "is-machine-zh" },
  "zh-to-en-machine": { en: true, zh: true, join: TO_ENGLISH, className: "is-machine-en" },
};

interface LanguageBadgeProps {
  languages: Languages;
  /** Outside a column of badges: as wide as what stands in it, without the empty seat. */
  alone?: boolean | undefined;
}

export function LanguageBadge({ languages, alone }: LanguageBadgeProps) {
  const { t } = useTranslation();
  const seats = SEATS[languages];
  const name = t(`badge.${languages}`);
  return (
    <span
      className={classes("badge", seats.className, alone && "is-alone")}
      role="img"
      aria-label={name}
      title={name}
    >
      {seats.en && <span className="badge-en">EN</span>}
      {seats.join && (
        <svg className="badge-join" viewBox="0 0 16 16" aria-hidden="true">
          <path d={seats.join} strokeWidth={seats.join === DOT ? 2.4 : undefined} />
        </svg>
      )}
      {seats.zh && (
        <span className="badge-zh" lang="zh-Hans">
          中
        </span>
      )}
    </span>
  );
}
