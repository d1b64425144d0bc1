/** The interface's own language: 中文 where the system prefers it, English everywhere else. */
import i18next from "i18next";
import { initReactI18next } from "react-i18next";
import { en, zh } from "./texts";

export type InterfaceLanguage = "en" | "zh";

/** The first of the system's languages that the interface speaks. */
export function chooseLanguage(preferred: readonly string[]): InterfaceLanguage {
  for (const tag of preferred) {
    const primary = tag.toLowerCase().split("-")[0];
    if (primary === "zh" || primary === "en") return primary;
  }
  return "en";
}

/** Loads the sentences and marks the page with its language, which also decides its fonts. */
export async function startTranslation(preferred: readonly string[]): Promise<InterfaceLanguage> {
  const language = chooseLanguage(preferred);
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: "en",
    resources: { en: { translation: en }, zh: { translation: zh } },
    // React escapes what it renders.
    interpolation: { escapeValue: false },
  });
  document.documentElement.lang = language === "zh" ? "zh-Hans" : "en";
  return language;
}
