/** The interface's own language: 中文 where the system prefers it, English everywhere else, unless a person chose. */
import i18next, { type TFunction } from "i18next";
import { create } from "zustand";
import { en, zh } from "./texts";

export type InterfaceLanguage = "en" | "zh";

interface Texts {
  en: object;
  zh: object;
}

/**
 * The sentences in the present language, for components, which are shown anew in another one. The usual hook for i18next
 * copies the whole instance and subscribes to it in each component, and a row of a list has four of those.
 */
export const useTranslation = create<{ t: TFunction; i18n: typeof i18next }>(() => ({
  t: i18next.t,
  i18n: i18next,
}));

const changed = () => useTranslation.setState({ t: i18next.getFixedT(i18next.language) });

/** What the first picture does without, once it is there. */
const later: Texts[] = [];

/** Brings more sentences, whether or not the first ones are loaded. */
export function addTexts(texts: Texts): void {
  later.push(texts);
  if (!i18next.isInitialized) return;
  for (const language of ["en", "zh"] as const) {
    i18next.addResourceBundle(language, "translation", texts[language], true, true);
  }
}

/** The system's languages, best first, for when a choice is taken back. */
let system: readonly string[] = [];

/** The first of the system's languages that the interface speaks. */
export function chooseLanguage(preferred: readonly string[]): InterfaceLanguage {
  for (const tag of preferred) {
    const primary = tag.toLowerCase().split("-")[0];
    if (primary === "zh" || primary === "en") return primary;
  }
  return "en";
}

/** What the interface speaks unless a person chose; the native menu begins with it. */
export const systemLanguage = () => chooseLanguage(system);

/** Loads the sentences and marks the page with its language, which also decides its fonts. */
export async function startTranslation(
  preferred: readonly string[],
  chosen: InterfaceLanguage | null = null,
): Promise<InterfaceLanguage> {
  system = preferred;
  const language = chosen ?? chooseLanguage(preferred);
  await i18next.init({
    lng: language,
    fallbackLng: "en",
    resources: {
      en: { translation: Object.assign({}, en, ...later.map((texts) => texts.en)) },
      zh: { translation: Object.assign({}, zh, ...later.map((texts) => texts.zh)) },
    },
    // React escapes what it renders.
    interpolation: { escapeValue: false },
  });
  changed();
  mark(language);
  return language;
}

/** Changes the language while the window stands; null follows the system again. */
export async function speak(chosen: InterfaceLanguage | null): Promise<InterfaceLanguage> {
  const language = chosen ?? systemLanguage();
  if (i18next.language !== language) {
    await i18next.changeLanguage(language);
    changed();
  }
  mark(language);
  return language;
}

function mark(language: InterfaceLanguage) {
  document.documentElement.lang = language === "zh" ? "zh-Hans" : "en";
}
