/** A field's name with the seat of its language: "Title 中". */
import { useTranslation } from "../../i18n";
import { fieldName } from "./fieldNames";

export function FieldLabel({ field, lang = null }: { field: string; lang?: string | null }) {
  const { t } = useTranslation();
  const label = fieldName(t, field, lang);
  return (
    <>
      {label.name}
      <Seat lang={label.lang} />
    </>
  );
}

function Seat({ lang }: { lang: string | null }) {
  const { t } = useTranslation();
  const primary = lang?.split("-")[0];
  if (!primary || primary === "und") return null;
  if (primary !== "en" && primary !== "zh") return <span className="seat">{lang}</span>;
  return (
    <span className={`seat seat-${primary}`}>
      <span aria-hidden="true" lang={primary === "zh" ? "zh-Hans" : "en"}>
        {primary === "zh" ? "中" : "EN"}
      </span>
      <span className="unseen">{` ${t(`lookup.seat.${primary}`)}`}</span>
    </span>
  );
}

/** The language of a value as an attribute; none where it is not known. */
export const langOf = (lang: string | null): string | undefined =>
  lang && lang !== "und" ? lang : undefined;
