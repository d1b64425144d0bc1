/** Whether the settings are open, and at which tab. */
import { create } from "zustand";

export const SETTINGS_TABS = ["network", "services", "translation", "glossary"] as const;
export type SettingsTab = (typeof SETTINGS_TABS)[number];

interface SettingsStore {
  tab: SettingsTab | null;
  show(tab: SettingsTab | null): void;
}

export const useSettings = create<SettingsStore>()((set) => ({ tab: null, show: (tab) => set({ tab }) }));
