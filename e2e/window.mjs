/** Opens the built program in a real window and drives it through tauri-driver and WebKitWebDriver. */
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, openSync, rmSync, writeFileSync } from "node:fs";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as later } from "node:timers/promises";
import { Builder, By, Capabilities, Key, until } from "selenium-webdriver";
import { resize } from "./size.mjs";

const OUT = resolve(import.meta.dirname, "out");
const PATIENCE_MS = 40_000;
const QUIT_MS = 15_000;

/** Answers after the fonts are there and two frames have been drawn. */
const PAINTED = `
  const done = arguments[arguments.length - 1];
  document.fonts.ready.then(() => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 50))));
`;

/** The window's binary; `cargo xtask test` names it. */
export const APP = process.env.DIGLOT_APP ?? resolve(import.meta.dirname, "../target/debug/diglot-desktop");

/**
 * Opens a window on a library of its own.
 *
 * @param {{
 *   files?: string[], library?: string, language?: string, theme?: "light" | "dark",
 *   size?: { width: number, height: number }, origin?: string, pictures?: boolean, env?: Record<string, string>,
 *   app?: string,
 * }} options files for the command line; an existing library instead of a new one; the system's language as in
 *   `LANG`, and its theme; the page's size in pixels; where services are asked instead of on the network (the
 *   address of `replay`); whether pictures are taken, for which a page without a graphics card is drawn in another way;
 *   further variables, and a binary other than the program's.
 * @returns a window with `find`, `findAll`, `press`, `resize`, `type`, `picture`, `reopen`, `close`, the folder `library` and
 *   the `driver` itself.
 */
export async function openWindow(options = {}) {
  mkdirSync(OUT, { recursive: true });
  const home = mkdtempSync(join(tmpdir(), "diglot-e2e-"));
  const cleanUp = () => rmSync(home, { recursive: true, force: true });
  try {
    return await launch(home, { library: join(home, "library"), ...options }, cleanUp);
  } catch (error) {
    cleanUp();
    throw error;
  }
}

/** Starts the program in a home that exists. */
async function launch(home, options, cleanUp) {
  const [port, nativePort] = [await freePort(), await freePort()];
  const output = openSync(join(OUT, "tauri-driver.log"), "a");
  const bridge = spawn("tauri-driver", ["--port", String(port), "--native-port", String(nativePort)], {
    // A group of its own: ending the group ends the browser driver and the window too.
    detached: true,
    stdio: ["ignore", output, output],
    env: environment(home, options),
  });
  const end = () => {
    try {
      process.kill(-bridge.pid, "SIGKILL");
    } catch {
      // It has ended by itself.
    }
  };
  try {
    await Promise.all([accepting(port), accepting(nativePort)]);
    const capabilities = new Capabilities();
    capabilities.setBrowserName("wry");
    const args = (options.files ?? []).map((file) => resolve(file));
    capabilities.set("tauri:options", { application: options.app ?? APP, args });
    const driver = await new Builder()
      .withCapabilities(capabilities)
      .usingServer(`http://127.0.0.1:${port}/`)
      .build();
    if (options.size) await resize(driver, options.size);
    const quit = async () => {
      // Now and then the browser's driver ends together with the window, and nobody answers.
      await Promise.race([driver.quit().catch(() => {}), later(QUIT_MS, null, { ref: false })]);
      end();
    };
    return {
      driver,
      library: options.library,
      /** The element with this `data-testid`, once it is there. */
      find: (id) => driver.wait(until.elementLocated(By.css(`[data-testid="${id}"]`)), PATIENCE_MS),
      /** All elements with this `data-testid`. */
      findAll: (id) => driver.findElements(By.css(`[data-testid="${id}"]`)),
      /** Presses a key or a chord where the focus is: `Enter`, `Control+V`, `Control+Shift+Z`. */
      press: (chord) => press(driver, chord),
      /** Makes the page this large. */
      resize: (size) => resize(driver, size),
      /** Types a text where the focus is, key by key. */
      type: (text) => driver.actions().sendKeys(text).perform(),
      /** Saves a picture of the page in e2e/out, once what stands in it is painted. */
      picture: async (name) => {
        await driver.executeAsyncScript(PAINTED);
        writeFileSync(join(OUT, `${name}.png`), await driver.takeScreenshot(), "base64");
      },
      /** Ends the program and starts it again in the same home, without files; this window is of no use after. */
      reopen: async (changes = {}) => {
        await quit();
        return launch(home, { ...options, files: [], ...changes }, cleanUp);
      },
      close: async () => {
        await quit();
        cleanUp();
      },
    };
  } catch (error) {
    end();
    throw error;
  }
}

/** The environment of the program: nothing of the user's own. */
function environment(
  home,
  { library, language = "en_GB.UTF-8", theme = "light", origin, pictures = true, env = {} },
) {
  return {
    ...process.env,
    DIGLOT_LIBRARY: library,
    XDG_DATA_HOME: join(home, "data"),
    XDG_CACHE_HOME: join(home, "cache"),
    XDG_CONFIG_HOME: join(home, "config"),
    LANG: language,
    LC_ALL: language,
    LANGUAGE: language.split(".")[0],
    GTK_THEME: theme === "dark" ? "Adwaita:dark" : "Adwaita",
    NO_AT_BRIDGE: "1",
    ...(origin === undefined ? {} : { DIGLOT_TEST_ORIGIN: origin }),
    ...(pictures ? { DIGLOT_TEST_PICTURES: "1" } : {}),
    ...env,
  };
}

/** Presses the keys of a chord in their order and lets them go in the reverse one. */
async function press(driver, chord) {
  const keys = chord.split("+").map((name) => {
    const key = name.length === 1 ? name.toLowerCase() : Key[KEYS[name] ?? name.toUpperCase()];
    if (typeof key !== "string") throw new Error(`“${name}” of “${chord}” is no key`);
    return key;
  });
  let actions = driver.actions();
  for (const key of keys) actions = actions.keyDown(key);
  for (const key of keys.toReversed()) actions = actions.keyUp(key);
  await actions.perform();
}

/** Names of keys as in the page's own events, where the driver's differ. */
const KEYS = {
  ArrowUp: "ARROW_UP",
  ArrowDown: "ARROW_DOWN",
  ArrowLeft: "ARROW_LEFT",
  ArrowRight: "ARROW_RIGHT",
  Backspace: "BACK_SPACE",
  Plus: "ADD",
  PageUp: "PAGE_UP",
  PageDown: "PAGE_DOWN",
};

/** A port that nobody listens on. */
function freePort() {
  return new Promise((found, failed) => {
    const server = createServer();
    server.on("error", failed);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => found(port));
    });
  });
}

/** Waits until somebody listens on a port. */
async function accepting(port) {
  const deadline = Date.now() + PATIENCE_MS;
  while (Date.now() < deadline) {
    const open = await new Promise((answer) => {
      const socket = connect(port, "127.0.0.1", () => {
        socket.destroy();
        answer(true);
      });
      socket.on("error", () => answer(false));
    });
    if (open) return;
    await new Promise((later) => setTimeout(later, 100));
  }
  throw new Error(`nobody listens on port ${port}; see e2e/out/tauri-driver.log`);
}
