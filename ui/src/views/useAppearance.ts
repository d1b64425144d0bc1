/** The theme and the language that a person chose, live. */
import { useEffect, useRef } from "react";
import { useBackend } from "../backend/context";
import { speak, systemLanguage } from "../i18n";
import { usePreferences } from "../shared/preferences";

export function useAppearance(): void {
  const backend = useBackend();
  const theme = usePreferences((preferences) => preferences.theme);
  const language = usePreferences((preferences) => preferences.language);
  useEffect(() => {
    document.documentElement.dataset.theme = theme;
  }, [theme]);
  const menu = useRef(systemLanguage());
  useEffect(() => {
    speak(language)
      .then((spoken) => {
        // A menu that is made anew moves the page below it.
        if (spoken === menu.current) return;
        menu.current = spoken;
        return backend.setMenuLanguage(spoken);
      })
      // A menu in the other language is no reason to stop.
      .catch(() => {});
  }, [language, backend]);
}
