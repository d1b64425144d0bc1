import { screen } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import type { ReferenceRow as Row } from "../src/bindings/ReferenceRow";
import { ReferenceRow } from "../src/domains/references/ReferenceRow";
import { row, show } from "./render";

const shown = (values: Partial<Row>) => (
  <div role="listbox" aria-label="References">
    <ReferenceRow row={row(values)} index={0} total={1} top={0} selected={false} current={false} />
  </div>
);

describe("a row", () => {
  it("is never blank: without a title it says who, when and where", async () => {
    await show(
      shown({ authors: ["Latimer"], year: "2006", place: "189:65–73", missing: ["title", "container"] }),
    );
    const item = screen.getByTestId("reference");
    expect(item.textContent).toContain("No title · Latimer 2006, 189:65–73");
    expect(item.textContent).toContain("needs title, journal");
  });

  it("names what is missing in Chinese", async () => {
    await show(shown({ missing: ["title", "issued"] }), {}, "zh-Hans-CN");
    expect(screen.getByTestId("reference").textContent).toContain("缺少题名、年份");
  });

  it("renders markup in a title as plain text", async () => {
    await show(shown({ title: { lang: "en", text: "<img src=x onerror=alert(1)>" } }));
    expect(screen.getByTestId("reference").querySelector("img")).toBeNull();
    expect(screen.getByText("<img src=x onerror=alert(1)>")).toBeTruthy();
  });
});
