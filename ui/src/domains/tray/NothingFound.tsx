/** Stands above the files when no record was found in any of them. */
import { useTranslation } from "../../i18n";

export function NothingFound() {
  const { t } = useTranslation();
  return (
    <div className="tray-nothing" role="status" data-testid="tray-nothing">
      <h3>{t("tray.nothing.title")}</h3>
      <p>{t("tray.nothing.words")}</p>
    </div>
  );
}
