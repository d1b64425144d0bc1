/** Whose text a column is, and where it came from, in one quiet line. */
import type { TFunction } from "i18next";
import { useDo } from "../../backend/queries";
import type { AbstractColumn } from "../../bindings/AbstractColumn";
import { useTranslation } from "../../i18n";
import { Button } from "../../shared/Button";
import { day, sourceWords } from "../info/sources";
import { isHan } from "./pairs";

/** `published` is the language of the work itself: a text in another one has somebody who translated it. */
export function Provenance({
  column,
  published,
  reference,
}: {
  column: AbstractColumn;
  published: string | null;
  /** Whose text it is: what a machine wrote can be removed. */
  reference: string;
}) {
  const { t } = useTranslation();
  const remove = useDo<void, void>((backend) => backend.removeTranslations([reference]));
  const han = isHan(column.lang);
  const words = provenanceWords(t, column, published);
  return (
    <div
      className={`provenance ${han ? "is-zh" : "is-en"} ${column.origin.kind === "machine" ? "is-mt" : ""}`}
      title={words}
    >
      <b lang={han ? "zh-Hans" : "en"} aria-hidden="true">
        {han ? "中" : "EN"}
      </b>
      <span className="unseen">{t(`reading.from.${han ? "zh" : "en"}`)}: </span>
      {words}
      {column.origin.kind === "machine" && (
        <Button
          look="link"
          size="small"
          disabled={remove.isPending}
          onClick={() => remove.mutate()}
          data-testid="translation-remove"
        >
          {t("reading.from.remove")}
        </Button>
      )}
    </div>
  );
}

export function provenanceWords(
  t: TFunction,
  { lang, origin, source }: AbstractColumn,
  published: string | null,
): string {
  if (origin.kind === "machine") {
    return t("reading.from.machine", { engine: origin.engine, date: day(origin.date) });
  }
  const translated = published !== null && isHan(published) !== isHan(lang);
  const whose = {
    unknown: translated ? t("reading.from.unknown") : "",
    publisher: t("reading.from.publisher"),
    database: source?.kind === "lookup" ? "" : t("reading.from.database"),
    user: source?.kind === "edit" ? "" : t("reading.from.user"),
  }[origin.kind];
  const words = [source ? sourceWords(t, source) : "", whose].filter(Boolean).join(" · ");
  return words || t("reading.from.nowhere");
}
