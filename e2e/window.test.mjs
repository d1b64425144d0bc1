/** The program opens, and shows what its library holds, or says why it cannot. */
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, afterEach, describe, it } from "node:test";
import { fixture, lookAlikes } from "./fixtures.mjs";
import { click, clickAt, covered, inPage, listed, says, until } from "./product.mjs";
import { APP, openWindow } from "./window.mjs";

/** An address at which no session bus listens: what is started there knows of nothing else. */
const ALONE = { DBUS_SESSION_BUS_ADDRESS: "unix:path=/nonexistent" };

describe("an empty library", { timeout: 180_000 }, () => {
  let w;
  after(() => w?.close());

  it("opens on the first page, which speaks both languages", async () => {
    w = await openWindow();
    const page = await says(w, "empty", /Drop files, or paste/);
    assert.match(page, /拖入文件，或粘贴/);
    assert.match(page, /Nothing leaves this computer until you look something up/);
    await w.picture("empty");
  });

  it("runs nothing that does not come with the program", async () => {
    const ran = await inPage(w, () => {
      const script = document.createElement("script");
      script.textContent = "window.intruder = true";
      document.head.append(script);
      return window.intruder === true;
    });
    assert.equal(ran, false, "the page's policy let an inline script run");
  });

  it("speaks the other language at once, and still after a restart", async () => {
    await clickAt(w, '[data-testid="empty"] label:nth-of-type(2)');
    await says(w, "counts", /^0 篇文献$/);
    assert.equal(await inPage(w, () => document.documentElement.lang), "zh-Hans");
    // The driver ends the program without a warning, and the web view writes its storage only now and then.
    await w.driver.sleep(2500);
    w = await w.reopen();
    await says(w, "counts", /^0 篇文献$/);
  });
});

describe("started with a file", { timeout: 180_000 }, () => {
  const library = mkdtempSync(join(tmpdir(), "diglot-library-"));
  let w;
  afterEach(() => w?.close());
  after(() => rmSync(library, { recursive: true, force: true }));

  it("shows the references that it imported", async () => {
    const env = { DIGLOT_TEST_DIALOG: lookAlikes.portal };
    w = await openWindow({ library, files: [fixture("two.ris")], env });
    await says(w, "undo-bar", /Imported 2 references\./);
    const rows = (await listed(w, 2)).toSorted();
    assert.match(rows[0], /^Tidal wetlands as carbon stores.*\nNakagawa, Ito 2018 · Estuar Rev\s*EN/);
    assert.match(rows[1], /^社区菜园对独居老人.*\n王思敏、赵立 2022 · 社区卫生与社会\s*中/);
    // What is told there must not lie over what comes next.
    await w.press("Control+O");
    await says(w, "tray-summary", /1 file/);
    await w.find("undo-bar");
    const buttons = ["tray-collection", "tray-tags", "tray-from", "tray-cancel", "tray-import"];
    await until(w, "free buttons", async () => (await covered(w, ...buttons)).length === 0);
  });

  it("still has them when it is started again", async () => {
    w = await openWindow({ library });
    await listed(w, 2);
    await says(w, "counts", /^2 references$/);
    assert.equal((await w.findAll("undo-bar")).length, 0);
  });

  it("says what is wrong with a file that it cannot read", async () => {
    w = await openWindow({ library, files: [fixture("absent.ris")] });
    await says(w, "undo-bar", /Nothing was imported\./);
    await click(w, "notice-action");
    await says(w, "imported", /absent\.ris” could not be read/);
  });
});

describe("a second start on the same library", { timeout: 180_000 }, () => {
  let w;
  after(() => w?.close());

  it("hands its files over to the first one, and ends", async () => {
    w = await openWindow();
    await w.find("empty");
    const second = spawn(APP, [lookAlikes.mirror], {
      env: { ...process.env, DIGLOT_LIBRARY: w.library, NO_AT_BRIDGE: "1" },
      stdio: "ignore",
    });
    try {
      const [code] = await once(second, "exit");
      assert.equal(code, 0);
    } finally {
      second.kill();
    }
    await says(w, "tray-summary", /1 file · 6 found: 1 reference, 5 listed on a page/);
    await says(w, "tray-raw", /2_mirror_page\.txt/);
    assert.equal((await w.driver.getAllWindowHandles()).length, 1);
  });
});

describe("a library that cannot be opened", { timeout: 270_000 }, () => {
  const library = mkdtempSync(join(tmpdir(), "diglot-library-"));
  const windows = [];
  const open = async (options) => {
    const w = await openWindow({ library, ...options });
    windows.push(w);
    return w;
  };
  const closeAll = async () => {
    for (const w of windows.splice(0)) await w.close();
  };
  afterEach(closeAll);
  after(() => rmSync(library, { recursive: true, force: true }));
  const database = () => {
    const [name] = readdirSync(library).filter((file) => /\.(db|sqlite|sqlite3)$|^library$/.test(file));
    return join(library, name);
  };

  it("because it is open elsewhere is left alone", async () => {
    const first = await open({ files: [fixture("two.ris")] });
    await listed(first, 2);
    const second = await open({ env: ALONE });
    await says(second, "failure", /open elsewhere \(.*\)\..*Close the other window or program/s);
  });

  it("because a newer version wrote it asks for an update", async () => {
    alter(database(), "pragma user_version = 99");
    const w = await open();
    await says(w, "failure", /A newer version of Diglot wrote the library\.\s+Update Diglot\./);
  });

  it("because it is damaged says what to do", async () => {
    const damaged = database();
    for (const file of readdirSync(library)) if (/-(wal|shm)$/.test(file)) rmSync(join(library, file));
    truncateSync(damaged, 6000);
    const w = await open();
    await says(w, "failure", /damaged.*Run a check \(diglot check\), and restore a backup/s);
    assert.equal((await w.findAll("reference")).length, 0);
  });

  it("because it is something else is not touched", async () => {
    const other = database();
    rmSync(other);
    alter(other, "create table notes (text)", "insert into notes values ('mine')", "pragma user_version = 1");
    const before = readFileSync(other);
    const w = await open();
    await says(w, "failure", /is not a library of Diglot/);
    assert.deepEqual(readFileSync(other), before);
  });
});

/** Runs statements on a database, as another program would. */
function alter(file, ...statements) {
  const run = `import sqlite3, sys
connection = sqlite3.connect(sys.argv[1])
for statement in sys.argv[2:]: connection.execute(statement)
connection.commit()`;
  execFileSync("/usr/bin/python3", ["-c", run, file, ...statements]);
}

describe("in Chinese", { timeout: 180_000 }, () => {
  let w;
  after(() => w?.close());

  it("follows the system's language", async () => {
    w = await openWindow({ language: "zh_CN.UTF-8", files: [fixture("two.ris")] });
    await listed(w, 2);
    await says(w, "counts", /^2 篇文献$/);
    await says(w, "place-needs-metadata", /[\p{Script=Han}]/u);
    const english = await inPage(w, () =>
      [...document.querySelectorAll("button")]
        .map((button) => `${button.innerText} ${button.getAttribute("aria-label") ?? ""}`)
        .filter((words) => /\b(Import|Look up|Reading|Trash|Duplicates|Abstract|Source)\b/.test(words)),
    );
    assert.deepEqual(english, []);
    await until(w, "the language of the page", () =>
      inPage(w, () => document.documentElement.lang === "zh-Hans"),
    );
    await w.picture("zh");
  });
});
