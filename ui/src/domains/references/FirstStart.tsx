/** The first page of an empty library. It speaks from both sides of the axis, whatever the interface's language. */

import { useComplain } from "../../backend/complain";
import { useBackend } from "../../backend/context";
import { useTranslation } from "../../i18n";
import { runCommand } from "../../shared/commands";
import { LockIcon } from "../../shared/icons";
import { LanguageBadge } from "../../shared/LanguageBadge";
import { usePreferences } from "../../shared/preferences";
import { SegmentedControl } from "../../shared/SegmentedControl";

/** The samples by the names that the program has for them, with the languages that they are in. */
const SAMPLES = [
  { name: "mirror-page", languages: "en" },
  { name: "pubmed-text", languages: "both" },
  { name: "listing", languages: "en" },
] as const;

export function FirstStart() {
  const { t, i18n } = useTranslation();
  const backend = useBackend();
  const complain = useComplain();
  const set = usePreferences((preferences) => preferences.set);
  return (
    <section className="first" aria-label={t("first.label")} data-testid="empty">
      <SegmentedControl
        className="first-language"
        label={t("first.language")}
        value={i18n.language === "zh" ? "zh" : "en"}
        onChange={(language) => set({ language })}
        segments={[
          { value: "en", label: "English", lang: "en" },
          { value: "zh", label: "中文", lang: "zh-Hans" },
        ]}
      />
      <div className="first-page">
        <button
          type="button"
          className="first-drop"
          onClick={() => runCommand("import-files")}
          data-testid="first-drop"
        >
          <svg className="first-frame" aria-hidden="true">
            <rect x="0.65" y="0.65" rx="14" />
          </svg>
          <span className="first-en" lang="en">
            Drop files, or paste
            <br />
            anything you copied
            <small>
              <kbd>Ctrl V</kbd>, from any page, in any shape
            </small>
          </span>
          <span className="first-zh" lang="zh-Hans">
            拖入文件，或粘贴
            <br />
            您复制的任何内容
            <small>
              <kbd>Ctrl V</kbd>，任何网页，任何格式
            </small>
          </span>
        </button>
        <ul className="first-samples">
          {SAMPLES.map(({ name, languages }) => (
            <li key={name}>
              <button
                type="button"
                onClick={() => backend.trayAddSample(name).catch(complain)}
                data-testid={`sample-${name}`}
              >
                <b>
                  {t(`first.samples.${name}.title`)}
                  <LanguageBadge languages={languages} alone />
                </b>
                <span>{t(`first.samples.${name}.words`)}</span>
              </button>
            </li>
          ))}
        </ul>
        <p className="first-note">{t("first.kept")}</p>
      </div>
      <p className="first-private">
        <LockIcon small />
        {t("first.private")}
      </p>
    </section>
  );
}
