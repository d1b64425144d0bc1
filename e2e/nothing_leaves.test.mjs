/**
 * What leaves this computer: everything goes through a proxy that records it. Nothing does while somebody walks through
 * the whole interface; and once they ask about works, identifiers, titles, authors and coordinates do, and no more.
 */
import assert from "node:assert/strict";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { openBrowser } from "./browser.mjs";
import { copy } from "./clipboard.mjs";
import { drag, files, html } from "./drag.mjs";
import { lookAlikes } from "./fixtures.mjs";
import {
  click,
  clickAt,
  gone,
  holding,
  inPage,
  listed,
  openTab,
  pairs,
  paneTitle,
  refused,
  rows,
  says,
  select,
  told,
  until,
  watchPolicy,
} from "./product.mjs";
import { recorder } from "./recorder.mjs";
import { replay } from "./replay.mjs";
import { openWindow } from "./window.mjs";

const TEAMS = "10.5555/invpb.31.7.244";
const GARDENS = "10.5555/csh.2022.09.007";
const CONTACT = "quietreader@contact.invalid";

/** Words that stand in what nobody is to hear of; each in one place only. */
const OWN = {
  abstract: "Glimmerquay",
  note: "Thistlewick",
  keyword: "Ambergrove",
  file: "Wrenfield",
  library: "Marrowdale",
  collection: "Foxlantern",
  tag: "Plumbarrow",
  database: "Sedgeharbour",
  query: "Ottermoss",
};

const AUGMENTED = "Augmented peer housing support for people with schizophrenia: a systematic review";

/** Three works that need metadata: one with an identifier, one with a title, one with coordinates. */
const RECORDS = `TY  - JOUR
DO  - ${TEAMS}
AB  - ${OWN.abstract} said the first of two sentences about nothing. It said no more than that.
N1  - ${OWN.note} is what I thought of it.
KW  - ${OWN.keyword}
ER  - 

TY  - JOUR
TI  - ${AUGMENTED}
AU  - Vásquez-Estrada, Maria
AB  - ${OWN.abstract} again, in another abstract.
N1  - ${OWN.note} twice.
ER  - 

TY  - JOUR
AU  - Latham, Brian
T2  - Invented Journal of Psychiatry
PY  - 2006
VL  - 189
IS  - 1
SP  - 65
EP  - 73
AB  - ${OWN.abstract} a third time.
ER  - 
`;

/** What each service may be asked: everything else in a request's query is one thing too many. */
const ASKED = {
  "api.crossref.org": ["query.bibliographic", "query.author", "rows"],
  "eutils.ncbi.nlm.nih.gov": ["db", "term", "id", "retmode", "tool"],
  "www.ebi.ac.uk": ["query", "resultType", "format", "pageSize"],
  "doi.org": [],
  "api.datacite.org": [],
};

/** Of the works that are asked about: identifiers, titles, authors, journals, years, volumes, issues and pages. */
const SAYABLE = [
  TEAMS,
  GARDENS,
  AUGMENTED,
  "Vásquez-Estrada",
  "Latham",
  "Invented Journal of Psychiatry 2006 189 1 65-73",
];

describe("the recorder", { timeout: 120_000 }, () => {
  it("hears an engine like the window's", async () => {
    const proxy = await recorder();
    const browser = await openBrowser({ env: proxy.env });
    try {
      await browser.driver.get("http://control.invalid/page").catch(() => {});
      await until({ driver: browser.driver }, "a request", async () => proxy.requests.length > 0);
      assert.equal(proxy.requests[0].host, "control.invalid");
    } finally {
      await browser.close();
      await proxy.close();
    }
  });
});

describe("what leaves this computer", { timeout: 600_000 }, () => {
  const home = mkdtempSync(join(tmpdir(), "diglot-quiet-"));
  const library = join(home, OWN.library);
  const records = join(home, `${OWN.file}.ris`);
  const written = join(home, "written.ris");
  let services;
  let proxy;
  let w;
  before(async () => {
    mkdirSync(home, { recursive: true });
    writeFileSync(records, RECORDS);
    services = await replay();
    proxy = await recorder(services.origin);
    // No stand-in for the services: whatever is asked is asked of the services themselves, through the proxy. And no
    // bus, so that the passwords of whoever runs this are left alone.
    const env = {
      ...proxy.env,
      DBUS_SESSION_BUS_ADDRESS: "unix:path=/nonexistent",
      DIGLOT_TEST_DIALOG: written,
    };
    w = await openWindow({ library, env, size: { width: 1280, height: 1120 } });
    await w.find("empty");
    await watchPolicy(w);
  });
  after(async () => {
    await w?.close();
    await services?.close();
    await proxy?.close();
    rmSync(home, { recursive: true, force: true });
  });
  const settings = async () => {
    await w.press("Control+,");
    await w.find("network-on");
  };
  const closeSettings = async () => {
    await w.press("Escape");
    await gone(w, "dialog");
  };
  const nothingSent = () => assert.deepEqual(proxy.requests, []);

  it("is nothing at the first start, in either language", async () => {
    await clickAt(w, '[data-testid="empty"] label:nth-of-type(2)');
    await says(w, "counts", /^0 篇文献$/);
    await clickAt(w, '[data-testid="empty"] label:nth-of-type(1)');
    await says(w, "counts", /^0 references$/);
    nothingSent();
  });

  it("is nothing while files are dropped, pages pasted, and what was found is imported", async () => {
    const { accepted } = await drag(w, files(...Object.values(lookAlikes), records), { x: 640, y: 500 });
    assert.ok(accepted, "the drop was refused");
    await says(w, "tray-summary", /6 files · 20 found: 15 references, 5 listed on a page/);
    const page = `<h1>On the <i>slow</i> growth of moss</h1><p>Ana Sol, Ben Oak</p>
      <p>Journal of Small Plants. 2003;4(2):11-19. <a href="https://doi.org/10.5555/moss.2003">doi: 10.5555/moss.2003</a></p>
      <img src="http://pictures.invalid/moss.png"><script src="http://scripts.invalid/x.js"></script>`;
    const owner = await copy(html(page, "On the slow growth of moss"));
    try {
      await w.press("Control+V");
      await says(w, "tray-summary", /7 files/);
    } finally {
      owner.end();
    }
    await click(w, "tray-from");
    await until(w, "the focus in the first field", () =>
      inPage(w, () => document.activeElement.matches("[role=dialog] input")),
    );
    for (const words of [OWN.database, "2026-01-02", OWN.query]) {
      await w.type(words);
      await w.press("Tab");
    }
    await w.press("Escape");
    await says(w, "tray-from", new RegExp(`${OWN.database}.*${OWN.query}`));
    await click(w, "tray-import");
    await gone(w, "tray");
    await told(w, /Imported 16 references and 5 listed works/);
    await listed(w, 16);
    nothingSent();
  });

  it("is nothing while one browses, reads and looks at every tab", async () => {
    for (const place of ["listed", "needs-metadata", "duplicates", "trash", "all"]) {
      await click(w, `place-${place}`);
      await until(w, place, () =>
        inPage(w, (id) => document.querySelector(`[data-testid="${id}"]`)?.ariaCurrent, `place-${place}`),
      );
    }
    await listed(w, 16);
    await select(w, /Nordby … 2021, 7:58/);
    await until(w, "ten pairs", async () => (await pairs(w)).length === 10);
    for (const tab of ["info", "cite", "source", "abstract"]) await openTab(w, tab);
    for (const layout of ["interleaved", "single", "side"]) await click(w, `tool-${layout}`);
    await w.press("F11");
    await w.find("reading-mode");
    await w.press("Escape");
    await gone(w, "reading-mode");
    await select(w, /Augmented peer housing/);
    await paneTitle(w, /Augmented peer housing/);
    for (const tab of ["info", "cite", "source", "abstract"]) await openTab(w, tab);
    nothingSent();
  });

  it("is nothing while one searches, and while a DOI stands in the field", async () => {
    await w.press("Control+K");
    await w.type(OWN.abstract);
    await until(w, "three found", async () => (await rows(w)).length === 3);
    await w.press("Control+A");
    await w.type(GARDENS);
    await says(w, "field-look-up", new RegExp(`Look up ${GARDENS}`));
    await w.press("Control+A");
    await w.press("Backspace");
    await w.press("Escape");
    await listed(w, 16);
    nothingSent();
  });

  it("is nothing while references are sorted into collections, tagged, merged, deleted and exported", async () => {
    await select(w, /Augmented peer housing/);
    await click(w, "new-collection");
    await w.find("collection-name");
    await w.type(OWN.collection);
    await w.press("Enter");
    await says(w, "collection", new RegExp(OWN.collection));
    await click(w, "place-all");
    await select(w, /Augmented peer housing/);
    await w.press("Control+T");
    await w.find("picker-filter");
    await w.type(OWN.tag);
    await w.press("Enter");
    await w.press("Escape");
    await gone(w, "picker");
    await click(w, "place-duplicates");
    const set = await holding(w, "duplicate-set", /同伴住房支持和租住方面的经验/);
    await set.findElement({ css: '[data-testid="duplicate-merge"]' }).click();
    await says(w, "merge-side-1", /./);
    await click(w, "merge-apply");
    await gone(w, "merge");
    await told(w, /Merged 2 references into one/);
    await w.press("Control+Z");
    await says(w, "counts", /^16 references/);
    await click(w, "place-all");
    await listed(w, 16);
    await select(w, /Augmented peer housing/);
    await w.press("Delete");
    await listed(w, 15);
    await w.press("Control+Z");
    await listed(w, 16);
    await select(w, /Augmented peer housing/);
    await w.press("Control+Shift+C");
    await says(w, "undo-bar", /Copied 1 reference/);
    await w.press("Control+Shift+E");
    await clickAt(w, '[data-testid="dialog"] [data-testid="export-ris"]');
    await says(w, "undo-bar", /1 reference written/);
    await gone(w, "export-cancel");
    nothingSent();
  });

  it("is nothing while the settings are looked at, an address given, and the list of keys", async () => {
    await settings();
    for (const tab of ["services", "translation", "glossary", "network"]) {
      await clickAt(w, `[data-testid="dialog"] [data-testid="tab-${tab}"]`);
      await until(w, tab, () =>
        inPage(
          w,
          (name) =>
            document.querySelector(`[data-testid="dialog"] [data-testid="tab-${name}"]`)?.ariaSelected,
          tab,
        ),
      );
    }
    await closeSettings();
    await w.press("F1");
    await w.find("shortcuts");
    await w.press("Escape");
    await gone(w, "shortcuts");
    assert.deepEqual(await refused(w), []);
    nothingSent();
  });

  it("is nothing after a restart", async () => {
    w = await w.reopen();
    await listed(w, 16);
    await watchPolicy(w);
    nothingSent();
  });

  it("is a secure connection to a listed service once a DOI is looked up", async () => {
    await w.press("Control+K");
    await w.type(GARDENS);
    await says(w, "field-look-up", new RegExp(`Look up ${GARDENS}`));
    await w.press("Enter");
    await says(w, "lookup-notice", /could not be asked|gave no answer|cannot be used|secure/);
    // A computer without authorities' certificates does not even begin.
    if (existsSync("/etc/ssl/certs/ca-certificates.crt")) assert.ok(proxy.requests.length > 0);
    for (const { method, path } of proxy.requests) {
      assert.equal(method, "CONNECT", "nothing goes out in the clear");
      assert.match(
        path,
        /^(?:api\.crossref\.org|doi\.org|api\.datacite\.org|eutils\.ncbi\.nlm\.nih\.gov|www\.ebi\.ac\.uk):443$/,
      );
    }
    assert.deepEqual(services.requests, []);
    await click(w, "lookup-close");
    await gone(w, "lookup-notice");
    // What waits for a network would be asked again by itself.
    await settings();
    if ((await w.findAll("network-waiting")).length > 0) {
      await click(w, "waiting-forget");
      await gone(w, "network-waiting");
    }
    await closeSettings();
  });

  it("are identifiers, titles, authors and coordinates when works are looked up", async () => {
    w = await w.reopen({ origin: services.origin });
    await listed(w, 16);
    proxy.requests.length = 0;
    await settings();
    await clickAt(w, '[data-testid="dialog"] .ui-segments label:nth-of-type(3)');
    await w.find("network-proxy");
    await click(w, "network-proxy");
    await w.type(proxy.address);
    await w.press("Enter");
    await closeSettings();
    assert.deepEqual(services.requests, []);

    await w.press("Control+K");
    await w.type(GARDENS);
    await says(w, "field-look-up", new RegExp(`Look up ${GARDENS}`));
    await w.press("Enter");
    await says(w, "lookup-notice", /^Added/);
    await listed(w, 17);
    await select(w, /Augmented peer housing/);
    await w.press("Control+L");
    await w.find("lookup-diff");
    await click(w, "place-needs-metadata");
    await click(w, "complete-all");
    await says(w, "lookup-notice", /reference.* completed/);
    onlyWhatMayBeSaid();
    // What the services were asked came through the proxy, all of it.
    assert.equal(proxy.requests.length, services.requests.length);
    assert.ok(!JSON.stringify(proxy.requests).includes(CONTACT));
  });

  it("is the contact address, too, from the moment that one gives it", async () => {
    proxy.requests.length = 0;
    await settings();
    await click(w, "network-contact");
    await w.type(CONTACT);
    await w.press("Enter");
    await closeSettings();
    assert.deepEqual(proxy.requests, []);
    await w.press("Control+K");
    await w.press("Control+A");
    await w.type("10.5555/nothing");
    await w.press("Enter");
    await says(w, "lookup-notice", /has no record of 10\.5555\/nothing/);
    assert.ok(proxy.requests.length > 0);
    assert.ok(proxy.requests.every(({ headers }) => headers["user-agent"].includes(`mailto:${CONTACT}`)));
  });

  function onlyWhatMayBeSaid() {
    assert.ok(proxy.requests.length > 5, `only ${proxy.requests.length} requests`);
    const heard = decodeURIComponent(JSON.stringify(proxy.requests).replaceAll("+", " "));
    for (const [what, word] of Object.entries(OWN)) {
      assert.ok(!heard.toLowerCase().includes(word.toLowerCase()), `the ${what} was sent`);
    }
    assert.ok(!heard.includes(home), "a path was sent");
    for (const request of proxy.requests) {
      const { method, host, query, headers, body } = request;
      assert.ok(host in ASKED, `${host} was asked`);
      assert.deepEqual([method, body], ["GET", ""], host);
      const more = Object.keys(query).filter((name) => !ASKED[host].includes(name));
      assert.deepEqual(more, [], `${host} was told more`);
      const sent = Object.keys(headers).filter(
        (name) =>
          !["accept", "accept-encoding", "host", "user-agent", "proxy-connection", "connection"].includes(
            name,
          ),
      );
      assert.deepEqual(sent, [], `${host} was sent headers`);
      assert.match(headers["user-agent"], /^Diglot\/[\d.]+$/);
    }
    // By title and by coordinates: these words, and no others.
    const searches = proxy.requests.filter(({ query }) => "query.bibliographic" in query);
    assert.ok(searches.length >= 2);
    const said = new Set(
      searches.flatMap(({ query }) => [query["query.bibliographic"], query["query.author"]]),
    );
    assert.ok(said.has(AUGMENTED), [...said].join("\n"));
    for (const words of SAYABLE.slice(2))
      assert.ok(said.has(words), `${words} is not among ${[...said].join("; ")}`);
  }
});
