/** An address of a reference, opened in the browser and never in the window. */

import { useBackend } from "../../backend/context";
import { useTranslation } from "../../i18n";

export function Link({ href, text, className = "" }: { href: string; text: string; className?: string }) {
  const { t } = useTranslation();
  const backend = useBackend();
  return (
    <button
      type="button"
      className={`link ${className}`}
      title={t("info.open", { value: text })}
      onClick={() => backend.openLink(href).catch(() => {})}
    >
      {text}
    </button>
  );
}
