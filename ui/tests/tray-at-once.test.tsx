import { renderHook } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import type { TrayView } from "../src/bindings/TrayView";
import { useAtOnce } from "../src/domains/tray/useAtOnce";

const clean: TrayView = {
  files: [
    {
      id: 0,
      name: "export.ris",
      encoding: "UTF-8",
      format: "ris",
      references: 5000,
      listed: 0,
      has_text: false,
      problems: [],
    },
  ],
  found: 5000,
  references: 5000,
  listed: 0,
  duplicate_pairs: 0,
  search: { database: null, searched: null, query: null },
  needs_metadata: 0,
  ticked: 5000,
  reading: false,
};

function starts(...views: TrayView[]): number {
  const start = vi.fn();
  const hook = renderHook(({ view }) => useAtOnce(view, start), {
    initialProps: { view: views[0] ?? clean },
  });
  for (const view of views) hook.rerender({ view: { ...view } });
  return start.mock.calls.length;
}

describe("a large export", () => {
  it("is imported at once, and once, when nothing in it needs a look", () => {
    expect(starts(clean, clean)).toBe(1);
    expect(starts({ ...clean, reading: true, files: [] }, clean)).toBe(1);
  });
  it("waits for a person when there is something to see, or little to read", () => {
    expect(starts({ ...clean, duplicate_pairs: 1 })).toBe(0);
    expect(starts({ ...clean, needs_metadata: 1 })).toBe(0);
    expect(starts({ ...clean, found: 12, ticked: 12 })).toBe(0);
  });
  it("is looked at when it is added to an open tray", () => {
    expect(starts({ ...clean, found: 12, ticked: 12 }, clean)).toBe(0);
  });
});
