/** The field looks identifiers up, and says what became of it; a service that fails changes nothing. */
import assert from "node:assert/strict";
import { after, before, beforeEach, describe, it } from "node:test";
import { copy } from "./clipboard.mjs";
import { text } from "./drag.mjs";
import { lookAlikes } from "./fixtures.mjs";
import {
  click,
  gone,
  listed,
  paneTitle,
  refused,
  says,
  select,
  textOf,
  tick,
  watchPolicy,
} from "./product.mjs";
import { replay } from "./replay.mjs";
import { openWindow } from "./window.mjs";

const GARDENS = "10.5555/csh.2022.09.007";
const TEAMS = "10.5555/invpb.31.7.244";

describe("looking up", { timeout: 360_000 }, () => {
  let services;
  let w;
  before(async () => {
    services = await replay();
    w = await openWindow({ origin: services.origin, files: [lookAlikes.pubmed] });
    await listed(w, 1);
    await watchPolicy(w);
  });
  beforeEach(() => services.set());
  after(async () => {
    await w?.close();
    await services?.close();
  });
  const lookUp = async (identifier) => {
    await w.press("Control+K");
    await w.type(identifier);
    await w.press("Enter");
  };
  const nothingChanged = async (count) => {
    await says(w, "counts", new RegExp(`^${count} reference`));
    await click(w, "lookup-close");
    await gone(w, "lookup-notice");
  };

  it("adds the work of a DOI that is pasted into the field", async () => {
    const owner = await copy(text(`https://doi.org/${GARDENS}`));
    try {
      await w.press("Control+K");
      await w.press("Control+V");
      await says(w, "field-look-up", new RegExp(`Look up ${GARDENS}`));
      await w.press("Enter");
      await says(w, "lookup-notice", /^Added/);
    } finally {
      owner.end();
    }
    const all = await listed(w, 2);
    assert.match(await paneTitle(w, /[\p{Script=Han}]/u), /菜园/);
    assert.equal(all.filter((row) => /菜园/.test(row)).length, 1);
    const asked = services.requests.map(({ host, path }) => `${host}${path}`);
    assert.ok(asked.includes(`api.crossref.org/works/${GARDENS}`));
    // Others may know what Crossref does not; they hear the identifier and nothing else.
    assert.ok(asked.every((one) => !/菜园|Nordby/.test(decodeURIComponent(one))));
  });

  it("says the second time that the library has it, and asks nobody", async () => {
    const before = services.requests.length;
    await lookUp(GARDENS);
    await says(w, "lookup-notice", /In your library since .*菜园/);
    assert.equal(services.requests.length, before);
    await nothingChanged(2);
  });

  it("offers a DOI that is pasted elsewhere", async () => {
    await click(w, "place-all");
    const owner = await copy(text(TEAMS));
    try {
      await w.press("Control+V");
      await says(w, "field-look-up", new RegExp(`Look up ${TEAMS}`));
    } finally {
      owner.end();
    }
    await w.press("Escape");
    await w.press("Escape");
  });

  it("says that nobody knows a DOI", async () => {
    await lookUp("10.5555/nothing");
    await says(w, "lookup-notice", /has no record of 10\.5555\/nothing/);
    await nothingChanged(2);
  });

  it("names the agency that answers nobody, and its page", async () => {
    await lookUp("10.3969/j.issn.9999-0000.2021.01.001");
    await says(w, "lookup-notice", /registered with ISTIC, which has no open metadata service/);
    assert.match(await textOf(w, "lookup-page"), /Open the page/);
    assert.match(await textOf(w, "lookup-paste"), /Paste its text/);
    await nothingChanged(2);
  });

  it("says that there is no network", async () => {
    await services.offline();
    await lookUp(TEAMS);
    await says(w, "lookup-notice", /could not be asked about .*: there is no network.*It waits/);
    await nothingChanged(2);
    await w.press("Control+,");
    await says(w, "network-waiting", /1 lookup waits for a network/);
    await click(w, "waiting-forget");
    await gone(w, "network-waiting");
    await w.press("Escape");
    await gone(w, "network-on");
    await services.online();
  });

  it("asks nobody while the network is turned off", async () => {
    const before = services.requests.length;
    await w.press("Control+,");
    await tick(w, "network-on");
    await w.press("Escape");
    await gone(w, "network-on");
    await lookUp(TEAMS);
    await w.find("lookup-notice");
    assert.equal(services.requests.length, before);
    await nothingChanged(2);
    await w.press("Control+,");
    await tick(w, "network-on");
    await says(w, "dialog", /Use the network/);
    const waits = await w.findAll("waiting-forget");
    if (waits.length > 0) await click(w, "waiting-forget");
    await w.press("Escape");
    await gone(w, "network-on");
  });

  it("says that a service gives no answer, and asks again on demand", async () => {
    services.set({ fault: "unavailable" });
    await lookUp(TEAMS);
    await says(w, "lookup-notice", /Crossref was asked about .* gave no answer\. Try again later/);
    await says(w, "counts", /^2 references/);
    services.set({ fault: "html" });
    await click(w, "lookup-again");
    await says(w, "lookup-notice", /its answer cannot be used/);
    await nothingChanged(2);
  });

  it("can be cancelled while it waits", async () => {
    services.set({ delayMs: 30_000 });
    await lookUp(TEAMS);
    await says(w, "lookup-asking", new RegExp(`Asking about ${TEAMS}`));
    await click(w, "lookup-cancel");
    await says(w, "lookup-notice", /was cancelled\. Nothing changed/);
    await gone(w, "lookup-asking");
    await nothingChanged(2);
  });

  it("looks several up at once, and reports what came of each", async () => {
    await lookUp(`${TEAMS} 10.5555/nothing`);
    await says(w, "lookup-notice", /1 reference added, 1 not to be had/);
    await click(w, "lookup-report");
    await says(w, "report-failed", /has no record of 10\.5555\/nothing/);
    await says(w, "report-done", /Show/);
    await w.press("Escape");
    await gone(w, "report-failed");
    await says(w, "counts", /^3 references/);
    await w.press("Control+Z");
    await says(w, "counts", /^2 references/);
    await click(w, "lookup-close");
    await gone(w, "lookup-notice");
  });

  it("completes nothing when a service fails", async () => {
    await select(w, /Nordby … 2021, 7:58/);
    services.set({ fault: "unavailable" });
    await w.press("Control+L");
    await says(w, "lookup-notice", /gave no answer/);
    await paneTitle(w, /^No title$/);
    await nothingChanged(2);
    assert.deepEqual(await refused(w), []);
  });
});
