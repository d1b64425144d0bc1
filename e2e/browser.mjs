/** Opens a page in MiniBrowser, which has the engine of the program's window, through WebKitWebDriver. */
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { createServer } from "node:net";
import { Builder, Capabilities } from "selenium-webdriver";
import { resize } from "./size.mjs";

const MINI_BROWSER = [
  "/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser",
  "/usr/lib/aarch64-linux-gnu/webkit2gtk-4.1/MiniBrowser",
  "/usr/libexec/webkit2gtk-4.1/MiniBrowser",
].find((path) => existsSync(path));

const PATIENCE_MS = 20_000;

const PAINTED = `
  const done = arguments[arguments.length - 1];
  document.fonts.ready.then(() => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 80))));
`;

/**
 * Opens a browser whose page is exactly as large as asked.
 *
 * @param {{ width?: number, height?: number, env?: Record<string, string> }} options the size of the page in CSS pixels, and
 *   further variables.
 * @returns the `driver`, `picture` (a PNG in base64, once the page is painted), and `close`.
 */
export async function openBrowser({ width = 1280, height = 800, env = {} } = {}) {
  if (!MINI_BROWSER) throw new Error("MiniBrowser is missing: install libwebkit2gtk-4.1-0.");
  const port = await freePort();
  const bridge = spawn("WebKitWebDriver", [`--port=${port}`], {
    // A group of its own: ending it ends the browser too.
    detached: true,
    stdio: "ignore",
    env: { ...process.env, NO_AT_BRIDGE: "1", GDK_BACKEND: "x11", ...env },
  });
  const end = () => {
    try {
      process.kill(-bridge.pid, "SIGKILL");
    } catch {
      // It has ended by itself.
    }
  };
  try {
    await answering(`http://127.0.0.1:${port}/status`);
    const capabilities = new Capabilities();
    capabilities.setBrowserName("MiniBrowser");
    capabilities.set("webkitgtk:browserOptions", { binary: MINI_BROWSER, args: ["--automation"] });
    const driver = await new Builder()
      .withCapabilities(capabilities)
      .usingServer(`http://127.0.0.1:${port}/`)
      .build();
    await resize(driver, { width, height });
    return {
      driver,
      picture: async () => {
        // A development server loads the page again once it has seen what it needs.
        await driver.executeAsyncScript(PAINTED).catch(() => driver.executeAsyncScript(PAINTED));
        return driver.takeScreenshot();
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
export function freePort() {
  return new Promise((found, failed) => {
    const server = createServer();
    server.on("error", failed);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => found(port));
    });
  });
}

/** Waits until an address answers. */
export async function answering(address) {
  const deadline = Date.now() + PATIENCE_MS;
  while (Date.now() < deadline) {
    if (await fetch(address).catch(() => null)) return;
    await new Promise((later) => setTimeout(later, 100));
  }
  throw new Error(`${address} does not answer`);
}
