import { QueryObserver } from "@tanstack/react-query";
import { expect, it, vi } from "vitest";
import type { Backend } from "../src/backend/backend";
import { forget, queryClient, referencePage } from "../src/backend/queries";
import type { ReferenceRow } from "../src/bindings/ReferenceRow";

for (const known of [undefined, "long known"]) {
  it(`does not take for fresh what was asked before a change (${known ?? "nothing known"})`, async () => {
    const client = queryClient();
    const queryKey = ["references", "abstract", "a"];
    if (known) client.setQueryData(queryKey, known);
    let answer: (text: string) => void = () => {};
    const queryFn = () =>
      new Promise<string>((resolve) => {
        answer = resolve;
      });
    // Nobody shows it any more, as when another reference was selected meanwhile.
    const asked = client.fetchQuery({ queryKey, queryFn, staleTime: 0 });
    forget(client, { stale: ["references"] });
    answer("of the time before");
    await asked;
    await Promise.resolve();
    expect(client.getQueryData(queryKey)).toBe("of the time before");
    expect(client.getQueryState(queryKey)?.isInvalidated).toBe(true);
  });
}

it("asks again for what is shown, one question after another, and what changed meanwhile once more", async () => {
  const client = queryClient();
  const log: string[] = [];
  const stops = ["list", "summary", "slow"].map((name) => {
    const queryKey = ["references", name];
    client.setQueryData(queryKey, "old");
    const queryFn = async () => {
      log.push(`ask ${name}`);
      // Once while the first is asked, the library changes again.
      if (log.length === 1) forget(client, { stale: ["references"] });
      await (name === "slow" ? new Promise(() => {}) : new Promise((go) => setTimeout(go)));
      log.push(`show ${name}`);
      return name;
    };
    return new QueryObserver(client, { queryKey, queryFn }).subscribe(() => {});
  });
  forget(client, { stale: ["references"] });
  await vi.waitFor(() => expect(log).toContain("ask slow"));
  await vi.waitFor(() => expect(log.filter((line) => line === "show list").length).toBeGreaterThan(0));
  const between = log.slice(log.indexOf("ask summary"), log.indexOf("show summary") + 1);
  expect(between).toEqual(["ask summary", "show summary"]);
  expect(log.indexOf("show list")).toBeLessThan(log.indexOf("ask summary"));
  // A question without an answer holds up nobody.
  forget(client, { stale: ["references"] });
  await vi.waitFor(() => expect(log.filter((line) => line === "show summary")).toHaveLength(2));
  for (const stop of stops) stop();
});

it("keeps the rows that did not change where a new one moves them", async () => {
  const client = queryClient();
  const row = (id: string, title: string) => ({ id, title: { text: title, lang: "en" } }) as ReferenceRow;
  let rows = [row("a", "Gardens"), row("b", "Hedges")];
  const backend = {
    referenceList: async () => structuredClone({ total: rows.length, rows }),
  } as unknown as Backend;
  const request = { offset: 0, limit: 100 } as Parameters<typeof referencePage>[1];
  const asked = referencePage(backend, request);
  const kept = () => client.getQueryData(asked.queryKey);
  await client.fetchQuery(asked);
  const first = kept();
  const gardens = first?.rows[0];
  await client.fetchQuery({ ...asked, staleTime: 0 });
  expect(kept()).toBe(first);
  rows = [row("c", "Lawns"), row("a", "Gardens"), row("b", "Hedges and trees")];
  await client.fetchQuery({ ...asked, staleTime: 0 });
  expect(kept()).toEqual({ total: 3, rows });
  expect(kept()?.rows[1]).toBe(gardens);
});
