import { screen, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { MainView } from "../src/views/MainView";
import { row, show } from "./render";

const bilingual = row({
  id: "1",
  title: { lang: "en", text: "Tidal wetlands as carbon stores" },
  other_title: { lang: "zh-Hans", text: "潮汐湿地的碳储存" },
  authors: ["Nakagawa", "Ito"],
  container: { lang: "en", text: "Estuar Rev" },
  year: "2018",
  languages: "both",
});

describe("the window", () => {
  it("shows the empty state in both languages when the library holds nothing", async () => {
    await show(<MainView />);
    const empty = await screen.findByTestId("empty");
    expect(empty.textContent).toContain("No references yet");
    expect(empty.textContent).toContain("都还没有收录");
    expect(screen.getByTestId("counts").textContent).toBe("0 references");
  });

  it("lists references with both titles, each marked with its language", async () => {
    await show(<MainView />, { rows: [bilingual], listed: 45 });
    const item = await screen.findByTestId("reference");
    expect(within(item).getByText("Tidal wetlands as carbon stores").lang).toBe("en");
    expect(within(item).getByText("潮汐湿地的碳储存").lang).toBe("zh-Hans");
    expect(item.textContent).toContain("Nakagawa, Ito 2018 · Estuar Rev");
    expect(within(item).getByRole("img").getAttribute("aria-label")).toContain("translator unknown");
    expect(screen.getByTestId("counts").textContent).toBe("1 reference45 works listed on pages");
  });

  it("speaks Chinese where the system does", async () => {
    await show(<MainView />, { rows: [bilingual], listed: 2 }, "zh-CN");
    await screen.findByTestId("reference");
    expect(screen.getByTestId("counts").textContent).toBe("1 篇文献2 篇页面所列文献");
    expect(document.documentElement.lang).toBe("zh-Hans");
  });

  it("tells what the files of the command line brought", async () => {
    const problem = { file: "b.pdf", code: "pdf", message: "“b.pdf” was not imported." };
    const imported = { references: 1, listed: 45, problems: [problem] };
    await show(<MainView />, { rows: [bilingual], listed: 45, imported });
    const said = await screen.findByTestId("imported");
    expect(said.textContent).toContain("Imported 1 reference, and 45 works listed on pages.");
    expect(said.textContent).toContain("1 remark");
    expect(said.textContent).toContain("“b.pdf” was not imported.");
  });

  it("says what to do when it knows", async () => {
    await show(<MainView />, { failure: "library-newer", hint: "update" });
    const alert = await screen.findByRole("alert");
    expect(alert.textContent).toContain("A newer version of Diglot wrote it. Update Diglot.");
  });

  it("says what is wrong when the library cannot be opened", async () => {
    await show(<MainView />, { failure: "something-new" });
    const alert = await screen.findByRole("alert");
    expect(alert.textContent).toContain("The library could not be opened");
    expect(alert.textContent).toContain("a fake failure");
  });
});
