/**
 * Takes a picture of the interface on its fake backend, in the engine of the program's window.
 *
 *   node look.mjs dev.html shot.png [--size 1280x800] [--theme dark] [--lang zh] [--eval "js before the picture"]
 *                                   [--base http://localhost:5183] [--wait 300]
 *
 * `--eval` may be given several times; each may `await`, and what it returns is printed. Without a display it opens
 * one of its own. Where no development server answers at `--base`, it starts one and ends it again.
 */
import { spawn, spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { answering, freePort, openBrowser } from "./browser.mjs";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    size: { type: "string", default: "1280x800" },
    theme: { type: "string" },
    lang: { type: "string" },
    eval: { type: "string", multiple: true, default: [] },
    base: { type: "string", default: "http://localhost:5183" },
    wait: { type: "string", default: "300" },
  },
});
const [page, out] = positionals;
if (!page || !out) {
  console.error("usage: node look.mjs PAGE OUT.png [--size WxH] [--theme dark] [--lang zh] [--eval JS]");
  process.exit(2);
}

if (!process.env.DISPLAY) {
  const again = ["-a", "-s", "-screen 0 2560x1800x24", process.execPath, ...process.argv.slice(1)];
  process.exit(spawnSync("xvfb-run", again, { stdio: "inherit" }).status ?? 1);
}

let server = null;
let base = values.base;
if (!(await fetch(base).catch(() => null))) {
  const port = await freePort();
  base = `http://localhost:${port}`;
  server = spawn("node_modules/.bin/vite", ["--port", String(port), "--strictPort"], {
    cwd: resolve(import.meta.dirname, "../ui"),
    detached: true,
    stdio: "ignore",
  });
  await answering(base);
}

let browser;
try {
  const [width, height] = values.size.split("x").map(Number);
  browser = await openBrowser({ width, height });
  const address = new URL(page, `${base}/`);
  if (values.theme) address.searchParams.set("theme", values.theme);
  if (values.lang) address.searchParams.set("lang", values.lang);
  await browser.driver.get(address.href);
  await browser.driver.sleep(Number(values.wait));
  for (const script of values.eval) {
    const said = await browser.driver.executeAsyncScript(
      `const done = arguments[arguments.length - 1];
       (async () => { ${script} })().then((value) => done(value ?? null), (error) => done("error: " + error));`,
    );
    if (said !== null) console.log(said);
    await browser.driver.sleep(Number(values.wait));
  }
  writeFileSync(out, await browser.picture(), "base64");
} finally {
  await browser?.close();
  if (server) process.kill(-server.pid, "SIGKILL");
}
