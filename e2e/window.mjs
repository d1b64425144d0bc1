/** Opens the built program in a real window and drives it through tauri-driver and WebKitWebDriver. */
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, openSync, rmSync, writeFileSync } from "node:fs";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { Builder, By, Capabilities, until } from "selenium-webdriver";

const OUT = resolve(import.meta.dirname, "out");
const PATIENCE_MS = 20_000;

/** Answers after the fonts are there and two frames have been drawn. */
const PAINTED = `
  const done = arguments[arguments.length - 1];
  document.fonts.ready.then(() => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 50))));
`;

/** The window's binary; `cargo xtask test` names it. */
const APP = process.env.DIGLOT_APP ?? resolve(import.meta.dirname, "../target/debug/diglot-desktop");

/**
 * Opens a window on a library of its own.
 *
 * @param {{ files?: string[], library?: string, language?: string }} options files for the command line, an
 *   existing library instead of a new one, and the system's language as in `LANG`.
 * @returns a window with `find`, `findAll`, `picture`, `close` and the `driver` itself.
 */
export async function openWindow({ files = [], library, language = "en_GB.UTF-8" } = {}) {
  mkdirSync(OUT, { recursive: true });
  const home = mkdtempSync(join(tmpdir(), "diglot-e2e-"));
  const [port, nativePort] = [await freePort(), await freePort()];
  const output = openSync(join(OUT, "tauri-driver.log"), "a");
  const bridge = spawn("tauri-driver", ["--port", String(port), "--native-port", String(nativePort)], {
    // A group of its own: ending the group ends the browser driver and the window too.
    detached: true,
    stdio: ["ignore", output, output],
    env: {
      ...process.env,
      DIGLOT_LIBRARY: library ?? join(home, "library"),
      XDG_DATA_HOME: join(home, "data"),
      XDG_CACHE_HOME: join(home, "cache"),
      XDG_CONFIG_HOME: join(home, "config"),
      LANG: language,
      LC_ALL: language,
      LANGUAGE: language.split(".")[0],
      NO_AT_BRIDGE: "1",
    },
  });
  const end = () => {
    try {
      process.kill(-bridge.pid, "SIGKILL");
    } catch {
      // It has ended by itself.
    }
    rmSync(home, { recursive: true, force: true });
  };
  try {
    await Promise.all([accepting(port), accepting(nativePort)]);
    const capabilities = new Capabilities();
    capabilities.setBrowserName("wry");
    capabilities.set("tauri:options", { application: APP, args: files.map((file) => resolve(file)) });
    const driver = await new Builder()
      .withCapabilities(capabilities)
      .usingServer(`http://127.0.0.1:${port}/`)
      .build();
    return {
      driver,
      /** The element with this `data-testid`, once it is there. */
      find: (id) => driver.wait(until.elementLocated(By.css(`[data-testid="${id}"]`)), PATIENCE_MS),
      /** All elements with this `data-testid`. */
      findAll: (id) => driver.findElements(By.css(`[data-testid="${id}"]`)),
      /** Saves a picture of the page in e2e/out, once what stands in it is painted. */
      picture: async (name) => {
        await driver.executeAsyncScript(PAINTED);
        writeFileSync(join(OUT, `${name}.png`), await driver.takeScreenshot(), "base64");
      },
      close: async () => {
        await driver.quit().catch(() => {});
        end();
      },
    };
  } catch (error) {
    end();
    throw error;
  }
}

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
