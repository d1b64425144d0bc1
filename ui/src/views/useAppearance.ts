/** The theme and the language that a person chose, live. */
import { useEffect } from "react";
import { useBackend } from "../backend/context";
import { speak } from "../i18n";
import { usePreferences } from "../shared/preferences";

export function useAppearance(): void {
  const backend = useBackend();
  const theme = usePreferences((preferences) => preferences.theme);
  const language = usePreferences((preferences) => preferences.language);
  useEffect(() => {
    document.documentElement.dataset.theme = theme;
  }, [theme]);
  useEffect(() => {
    speak(language)
      .then((spoken) => backend.setMenuLanguage(spoken))
      // A menu in the other language is no reason to stop.
      .catch(() => {});
  }, [language, backend]);
}
