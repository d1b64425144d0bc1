/** The reference as a list of references would have it, ready to copy. */

import { useAsk } from "../../backend/queries";
import { useTranslation } from "../../i18n";
import { Button } from "../../shared/Button";
import { CopyIcon } from "../../shared/icons";

export function CiteTab({ id, onCopy }: { id: string; onCopy(text: string): void }) {
  const { t } = useTranslation();
  const cited = useAsk("references", ["cite", id], (backend) => backend.cite([id]));
  if (cited.error) {
    return (
      <p className="pane-failure" role="alert">
        {t([`errors.${cited.error.code}`, "errors.unknown"], cited.error.params)}
      </p>
    );
  }
  const text = cited.data?.map((reference) => reference.text).join("\n") ?? "";
  return (
    <section className="cite" aria-label={t("cite.label")}>
      {cited.data?.map((reference) => (
        <blockquote key={reference.id} lang={reference.lang} className="cited" data-testid="cited">
          {reference.text}
        </blockquote>
      ))}
      <p className="cite-acts">
        <Button
          icon={<CopyIcon />}
          disabled={text === ""}
          onClick={() => onCopy(text)}
          data-testid="copy-cited"
        >
          {t("cite.copy")}
        </Button>
      </p>
      <p className="cite-style">
        <b>{t("cite.style")}</b> {t("cite.styleWhy")}
      </p>
    </section>
  );
}
