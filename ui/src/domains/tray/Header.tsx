/** The tray in numbers. */

import type { TrayView } from "../../bindings/TrayView";
import { useTranslation } from "../../i18n";
import { IconButton } from "../../shared/IconButton";
import { CloseIcon } from "../../shared/icons";
import { ProgressRing } from "../../shared/Progress";
import { useLater } from "../../shared/useLater";
import { summary } from "./words";

export function Header({ view, onClose }: { view: TrayView; onClose: () => void }) {
  const { t } = useTranslation();
  const reading = useLater(view.reading, 300);
  return (
    <header className="tray-head">
      <h2>{t("tray.title")}</h2>
      {view.files.length > 0 && (
        <p className="tray-summary" data-testid="tray-summary" aria-live="polite">
          {summary(t, view).map((part, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: four parts in a fixed order
            <span key={place}>
              {place > 0 && " · "}
              {part.map(({ text, strong }, index) =>
                // biome-ignore lint/suspicious/noArrayIndexKey: as above
                strong ? <b key={index}>{text}</b> : text,
              )}
            </span>
          ))}
        </p>
      )}
      <span className="tray-space" />
      {reading ? (
        <span className="tray-more">
          <ProgressRing label={t("tray.reading")} value={null} />
          {t("tray.reading")}
        </span>
      ) : (
        <span className="tray-more">{t("tray.more")}</span>
      )}
      <IconButton
        label={t("tray.close")}
        icon={<CloseIcon />}
        shortcut="Escape"
        side="left"
        onClick={onClose}
        data-testid="tray-close"
      />
    </header>
  );
}
