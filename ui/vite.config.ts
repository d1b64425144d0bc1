import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

// `--mode gallery` builds the page of all components, for tests; the program's own pages know nothing of it.
export default defineConfig(({ mode }) => ({
  plugins: [react()],
  clearScreen: false,
  server: { port: 5183, strictPort: true },
  build: {
    // The oldest web views that Tauri runs on.
    target: ["safari16", "chrome111"],
    // The page's policy allows no data: address, so nothing is ever inlined as one.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    ...(mode === "gallery" && {
      outDir: "dist-gallery",
      rolldownOptions: { input: "gallery.html" },
    }),
  },
  test: {
    environment: "jsdom",
    include: ["tests/**/*.test.{ts,tsx}"],
    restoreMocks: true,
    setupFiles: ["tests/setup.ts"],
    testTimeout: 30_000,
    // A test reads the colours; other style sheets stay empty.
    css: { include: [/tokens\.css/] },
  },
}));
