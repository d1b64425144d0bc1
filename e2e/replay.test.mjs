/** The stand-ins for the services answer and misbehave as asked. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, beforeEach, describe, it } from "node:test";
import { lookAlikes } from "./fixtures.mjs";
import { load, replay } from "./replay.mjs";

const DOI = "10.5555/s40999-021-00588-z";

describe("the services' stand-in", () => {
  let services;
  before(async () => {
    services = await replay();
  });
  beforeEach(() => services.set());
  after(() => services.close());
  const ask = (path, options) => fetch(`${services.origin}/${path}`, options);
  const work = () => ask(`api.crossref.org/works/${encodeURIComponent(DOI)}`);

  it("holds synthetic answers only, about the captures' own identifiers", async () => {
    const answers = load();
    for (const answer of answers) assert.equal(answer.synthetic, true, answer.path);
    const captures = [lookAlikes.pubmed, lookAlikes.flattened, lookAlikes.mirror];
    for (const capture of captures) {
      const [doi] = readFileSync(capture, "utf8").match(/10\.5555\/[\w-]+/);
      const answer = await ask(`api.crossref.org/works/${doi}`);
      assert.equal((await answer.json()).message.DOI, doi.toLowerCase());
    }
  });

  it("remembers what it was asked", async () => {
    const earlier = services.requests.length;
    await ask(`api.crossref.org/works?query.bibliographic=Latham%202006&rows=5`, {
      headers: { "user-agent": "Diglot/0" },
    });
    const [request] = services.requests.slice(earlier);
    assert.equal(request.host, "api.crossref.org");
    assert.equal(request.path, "/works");
    assert.deepEqual(request.query, { "query.bibliographic": "Latham 2006", rows: "5" });
    assert.equal(request.headers["user-agent"], "Diglot/0");
  });

  it("finds works by their coordinates", async () => {
    const answer = await ask("api.crossref.org/works?query.bibliographic=Latham+2006+189+65+housing&rows=2");
    const { message } = await answer.json();
    assert.equal(message.items.length, 2);
    assert.equal(message.items[0].DOI, "10.5555/invjp.189.1.65");
    assert.ok(message.items[0].score > message.items[1].score);
  });

  it("knows agencies, and what is not registered", async () => {
    const agency = async (doi) => (await (await ask(`doi.org/ra/${doi}`)).json())[0];
    assert.equal((await agency(DOI)).RA, "Crossref");
    assert.equal((await agency("10.5555")).RA, "Crossref");
    assert.equal((await agency("10.3969/j.issn.9999-0000.2021.01.001")).RA, "ISTIC");
    assert.equal((await agency("10.3969")).RA, "ISTIC");
    assert.equal((await agency("10.5555/nothing")).status, "DOI does not exist");
    const unknown = await ask("api.crossref.org/works/10.5555/nothing");
    assert.deepEqual([unknown.status, await unknown.text()], [404, "Resource not found."]);
    assert.equal(
      (await ask("doi.org/10.5555/nothing")).headers.get("content-type"),
      "text/html;charset=utf-8",
    );
  });

  it("misbehaves as told, and as often", async () => {
    services.set({ fault: "not-found" });
    assert.equal(await (await work()).text(), "Resource not found.");
    services.set({ fault: "rate-limited", retryAfterS: 2 });
    const limited = await work();
    assert.deepEqual([limited.status, limited.headers.get("retry-after")], [429, "2"]);
    services.set({ fault: "html" });
    const page = await work();
    assert.equal(page.headers.get("content-type"), "application/json");
    assert.match(await page.text(), /^<!DOCTYPE html>/);
    services.set({ fault: "truncated" });
    await assert.rejects((await work()).json(), SyntaxError);
    services.set({ fault: "unavailable", times: 2 });
    assert.deepEqual([(await work()).status, (await work()).status, (await work()).status], [503, 503, 200]);
    services.set({ fault: "unavailable", hosts: ["doi.org"] });
    assert.equal((await work()).status, 200);
    assert.equal((await ask(`doi.org/ra/${DOI}`)).status, 503);
  });

  it("answers late", async () => {
    services.set({ delayMs: 300 });
    const began = performance.now();
    await work();
    // Timers may fire a millisecond early.
    assert.ok(performance.now() - began >= 299);
  });

  it("goes away and comes back at the same address", async () => {
    await services.offline();
    await assert.rejects(work());
    await services.online();
    assert.equal((await work()).status, 200);
  });
});
