/** How one person likes the window. Kept between starts in the web view's own storage. */
import { create } from "zustand";
import { persist } from "zustand/middleware";

export type Theme = "system" | "light" | "dark";
export type AbstractLayout = "auto" | "side" | "interleaved" | "left" | "right";

export interface Preferences {
  theme: Theme;
  /** The interface's language; null follows the system. */
  language: "en" | "zh" | null;
  layout: AbstractLayout;
  /** Chinese on the left. */
  swapped: boolean;
  /** Steps of the text's size, from -2 to 3. */
  textStep: number;
  sidebar: boolean;
  /** The terms of the glossary are underlined in abstracts. */
  terms: boolean;
  set(change: Partial<Omit<Preferences, "set">>): void;
}

export const usePreferences = create<Preferences>()(
  persist(
    (set) => ({
      theme: "system",
      language: null,
      layout: "auto",
      swapped: false,
      textStep: 0,
      sidebar: true,
      terms: false,
      set: (change) => set(change),
    }),
    { name: "diglot-preferences" },
  ),
);
