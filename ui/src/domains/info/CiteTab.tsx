/** The reference as a list of references would have it, ready to copy. */
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useBackend } from "../../backend/context";
import { useAsk } from "../../backend/queries";

export function CiteTab({ id }: { id: string }) {
  const { t } = useTranslation();
  const backend = useBackend();
  const cited = useAsk("references", ["cite", id], (asked) => asked.cite([id]));
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 1600);
    return () => clearTimeout(timer);
  }, [copied]);
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
        <button
          type="button"
          className="act act-main"
          disabled={text === ""}
          onClick={() =>
            backend.copyText(text).then(
              () => setCopied(true),
              () => {},
            )
          }
          data-testid="copy-cited"
        >
          {t("cite.copy")}
        </button>
        <span role="status">{copied && t("cite.copied")}</span>
      </p>
      <p className="cite-style">
        <b>{t("cite.style")}</b> {t("cite.styleWhy")}
      </p>
    </section>
  );
}
