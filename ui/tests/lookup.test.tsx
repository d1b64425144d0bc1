import { act, fireEvent, screen, waitFor, within } from "@testing-library/react";
import axe from "axe-core";
import i18next from "i18next";
import { describe, expect, it, vi } from "vitest";
import { FAKE_DOIS, fakeCandidates } from "../src/backend/fake/lookup";
import type { LookupAnswer } from "../src/bindings/LookupAnswer";
import { fieldName } from "../src/domains/lookup/fieldNames";
import { LookupNotice } from "../src/domains/lookup/LookupNotice";
import { LookupPanel } from "../src/domains/lookup/LookupPanel";
import { type Ended, SLOW_MS } from "../src/domains/lookup/lookups";
import { detailsOf, timeOf, wordsOf } from "../src/domains/lookup/outcomes";
import { useOutsideDrops } from "../src/domains/lookup/outsideDrops";
import { runCommand } from "../src/shared/commands";
import { useSession } from "../src/shared/session";
import { show } from "./lookup-render";

function Both() {
  return (
    <>
      <LookupPanel />
      <LookupNotice />
    </>
  );
}
const both = <Both key="both" />;

function Drops() {
  useOutsideDrops();
  return null;
}

async function violations(): Promise<string[]> {
  const found = await axe.run(document.body, { rules: { region: { enabled: false } } });
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
}

describe("completing a reference", () => {
  it("offers fields, ticks what is empty, and changes nothing before it is told to", async () => {
    useSession.getState().select(["nothing"]);
    const applied = vi.fn(async () => {});
    await show(both, "en-GB", { lookupApply: applied });
    act(() => void runCommand("reference-complete"));
    const panel = await screen.findByTestId("lookup-diff");
    expect(panel.textContent).toContain("6 fields to fill, 2 conflicts");
    expect(within(panel).getByTestId("lookup-field-title:zh-Hans").textContent).toContain("黎明交接");
    expect(within(panel).getByText("黎明交接：夜班知道而日班不知道的事").lang).toBe("zh-Hans");
    const year = within(panel).getByTestId<HTMLInputElement>("lookup-tick-issued");
    expect(year.checked).toBe(false);
    expect(within(panel).getByTestId("lookup-field-issued").textContent).toContain("Differs from yours");
    expect(applied).not.toHaveBeenCalled();
    // What stands under the header need not be announced in the bar as well.
    expect(screen.queryByTestId("lookup-notice")).toBeNull();
    expect(await violations()).toEqual([]);

    fireEvent.click(year);
    fireEvent.click(within(panel).getByTestId("lookup-tick-issue"));
    fireEvent.keyDown(window, { key: "Enter", ctrlKey: true });
    await waitFor(() => expect(applied).toHaveBeenCalledTimes(1));
    expect(applied).toHaveBeenCalledWith({
      token: expect.any(String),
      fields: ["title:en", "title:zh-Hans", "container-title:en", "issued", "PMID", "abstract:en"],
    });
    await waitFor(() => expect(screen.queryByTestId("lookup-diff")).toBeNull());
  });

  it("keeps what is offered while another reference is read, and forgets what is dismissed", async () => {
    useSession.getState().select(["nothing"]);
    const shown = await show(both);
    await act(() => shown.lookups().complete("nothing"));
    act(() => useSession.getState().select(["trial"]));
    expect(screen.queryByTestId("lookup-diff")).toBeNull();
    expect(screen.getByTestId("lookup-notice").textContent).toContain("Crossref offers 8 fields");
    act(() => useSession.getState().select(["nothing"]));
    fireEvent.click(screen.getByTestId("lookup-dismiss"));
    expect(screen.queryByTestId("lookup-diff")).toBeNull();
    act(() => useSession.getState().select(["trial"]));
    expect(screen.queryByTestId("lookup-notice")).toBeNull();
  });

  it("says in the panel why nothing could be applied", async () => {
    useSession.getState().select(["nothing"]);
    const { failing } = await import("../src/backend/fake");
    const shown = await show(both, "en-GB", { lookupApply: failing("disk-full") });
    await act(() => shown.lookups().complete("nothing"));
    fireEvent.click(screen.getByTestId("lookup-apply"));
    expect((await screen.findByRole("alert")).textContent).toContain("The disk is full");
    expect(screen.getByTestId("lookup-diff")).toBeTruthy();
  });

  it("does not take Ctrl+Enter from a text that is being typed", async () => {
    useSession.getState().select(["nothing"]);
    const applied = vi.fn(async () => {});
    const typing = <textarea key="typing" data-testid="elsewhere" />;
    const shown = await show([both, typing], "en-GB", { lookupApply: applied });
    await act(() => shown.lookups().complete("nothing"));
    fireEvent.keyDown(screen.getByTestId("elsewhere"), { key: "Enter", ctrlKey: true });
    fireEvent.keyDown(window, { key: "Enter", ctrlKey: true, keyCode: 229 });
    expect(applied).not.toHaveBeenCalled();
  });

  it("tells that there is nothing to ask by, and reads the text of a page instead", async () => {
    const shown = await show(both);
    await act(() => shown.lookups().complete("without-identifier"));
    const notice = screen.getByTestId("lookup-notice");
    expect(notice.textContent).toContain("nobody was asked");
    fireEvent.click(within(notice).getByTestId("lookup-paste"));
    const area = screen.getByTestId("lookup-paste-text");
    expect(document.activeElement).toBe(area);
    fireEvent.paste(area, {
      clipboardData: {
        getData: (type: string) => (type === "text/html" ? "<p>A <i>page</i></p>" : "A page"),
      },
    });
    fireEvent.keyDown(area, { key: "Enter", ctrlKey: true });
    await waitFor(() => expect(shown.pasted).toEqual([["A page", "<p>A <i>page</i></p>"]]));
    expect(screen.queryByTestId("lookup-notice")).toBeNull();
  });
});

describe("looking up an identifier", () => {
  it("adds the work and shows it in the whole library", async () => {
    useSession.getState().goTo({ kind: "trash" });
    const shown = await show(both);
    await act(() => shown.lookups().lookUp("10.5555/ue.2022.0412"));
    expect(useSession.getState().place).toEqual({ kind: "all" });
    expect(useSession.getState().selection).toEqual(["added-1"]);
    expect((await screen.findByText(/^Lanterns on the towpath/)).lang).toBe("en");
    expect(screen.getByTestId("lookup-notice").textContent).toContain("Added");
  });

  it("leaves somebody alone who is merging", async () => {
    useSession.getState().merge(["a", "b"]);
    const shown = await show(both);
    await act(() => shown.lookups().lookUp("10.5555/ue.2022.0412"));
    expect(useSession.getState().merging).toEqual(["a", "b"]);
    expect(useSession.getState().selection).toEqual([]);
  });

  it("says that the library has it, and completes it from there", async () => {
    const shown = await show(both);
    await act(() => shown.lookups().lookUp(FAKE_DOIS.held));
    const notice = screen.getByTestId("lookup-notice");
    expect(notice.textContent).toContain("In your library since 3 May");
    expect(await violations()).toEqual([]);
    fireEvent.click(within(notice).getByTestId("lookup-complete"));
    await screen.findByTestId("lookup-diff");
    expect(useSession.getState().selection).toEqual(["trial"]);
  });

  it("offers the page of a Chinese DOI, in Chinese", async () => {
    const shown = await show(both, "zh-CN");
    await act(() => shown.lookups().lookUp(FAKE_DOIS.chinese));
    const notice = screen.getByTestId("lookup-notice");
    expect(notice.textContent).toContain("由 ISTIC 注册，该机构没有开放的元数据服务");
    fireEvent.click(within(notice).getByTestId("lookup-page"));
    fireEvent.click(within(notice).getByTestId("lookup-copy-details"));
    expect(shown.opened).toEqual([`https://doi.org/${FAKE_DOIS.chinese}`]);
    expect(shown.copied[0]).toContain("no-metadata-service");
  });

  it("says that it is asking only when that takes a while, and can be cancelled", async () => {
    vi.useFakeTimers();
    try {
      const shown = await show(both);
      let asking: Promise<void> = Promise.resolve();
      act(() => {
        asking = shown.lookups().lookUp(FAKE_DOIS.slow);
      });
      expect(screen.queryByTestId("lookup-asking")).toBeNull();
      act(() => void vi.advanceTimersByTime(SLOW_MS));
      expect(screen.getByTestId("lookup-asking").textContent).toContain("Asking about");
      fireEvent.click(screen.getByTestId("lookup-cancel"));
      await act(() => asking);
      expect(screen.queryByTestId("lookup-asking")).toBeNull();
      expect(shown.lookups().ended.map(({ answer }) => answer?.outcome)).toEqual(["cancelled"]);
    } finally {
      vi.useRealTimers();
    }
  });

  it("answers for several in one line, closes with Escape, and a new question clears the old answers", async () => {
    const shown = await show(both);
    await act(() =>
      shown
        .lookups()
        .lookUp([FAKE_DOIS.notFound, "10.5555/ue.2022.0412", FAKE_DOIS.limited, FAKE_DOIS.notFound]),
    );
    expect(shown.lookups().ended).toHaveLength(1);
    expect(screen.getByTestId("lookup-notice").textContent).toContain("1 reference added, 2 not to be had");
    fireEvent.click(screen.getByTestId("lookup-report"));
    const failed = await screen.findByTestId("report-failed");
    expect(failed.textContent).toContain(`doi.org has no record of ${FAKE_DOIS.notFound}`);
    expect(screen.getByTestId("report-done").textContent).toContain("Found");
    fireEvent.click(screen.getByText("Close"));
    await act(() => shown.lookups().lookUp(FAKE_DOIS.offline));
    expect(shown.lookups().ended).toHaveLength(1);
    fireEvent.keyDown(window, { key: "Escape" });
    expect(shown.lookups().state).toBe("idle");
    expect(screen.queryByTestId("lookup-notice")).toBeNull();
  });

  it("leaves Escape to reading mode, which stands before it", async () => {
    const shown = await show(both);
    await act(() => shown.lookups().lookUp(FAKE_DOIS.offline));
    act(() => useSession.getState().setReading(true));
    fireEvent.keyDown(window, { key: "Escape" });
    expect(screen.getByTestId("lookup-notice")).toBeTruthy();
    act(() => useSession.getState().setReading(false));
    fireEvent.keyDown(window, { key: "Escape" });
    expect(screen.queryByTestId("lookup-notice")).toBeNull();
  });

  it("takes away by itself what needs nothing from anybody, unless it is being read", async () => {
    vi.useFakeTimers();
    try {
      const shown = await show(both);
      await act(() =>
        Promise.all([
          shown.lookups().lookUp(FAKE_DOIS.notFound),
          shown.lookups().lookUp("10.5555/ue.2022.0412"),
        ]),
      );
      const added = screen.getByText("Added", { exact: false });
      fireEvent.pointerEnter(added.closest("[data-outcome]") as HTMLElement);
      act(() => void vi.advanceTimersByTime(20_000));
      expect(shown.lookups().ended).toHaveLength(2);
      fireEvent.pointerLeave(added.closest("[data-outcome]") as HTMLElement);
      act(() => void vi.advanceTimersByTime(20_000));
      expect(shown.lookups().ended.map(({ answer }) => answer?.outcome)).toEqual(["not-found"]);
    } finally {
      vi.useRealTimers();
    }
  });

  it("keeps a failure of the program apart from an answer", async () => {
    const { failing } = await import("../src/backend/fake");
    const shown = await show(both, "en-GB", { lookupAdd: failing("disk-full") });
    await act(() => shown.lookups().lookUp("10.5555/x"));
    expect(screen.getByTestId("lookup-notice").textContent).toContain(
      "The lookup of 10.5555/x failed. The disk is full",
    );
  });
});

describe("completing several", () => {
  it("fills what is missing, and lets a person choose where it is uncertain", async () => {
    const shown = await show(both);
    await act(() => shown.lookups().complete(["untitled", "without-identifier"]));
    expect(screen.getByTestId("lookup-notice").textContent).toContain("1 reference completed, 1 uncertain");
    fireEvent.click(screen.getByTestId("lookup-report"));
    const uncertain = await screen.findByTestId("report-uncertain");
    expect(uncertain.textContent).toContain("Agrees: title, journal");
    expect(uncertain.textContent).toContain("Differs: year");
    const [first] = within(uncertain).getAllByTestId("candidate-choose");
    await act(async () => fireEvent.click(first as HTMLElement));
    expect(within(uncertain).queryByTestId("candidate-choose")).toBeNull();
    expect(uncertain.textContent).toContain("Filled: ");
  });
});

describe("works that a reference may be", () => {
  it("stand in the pane, and the chosen one is compared field by field", async () => {
    const candidates = fakeCandidates("j");
    const uncertain = { outcome: "uncertain" as const, reference: "untitled", candidates };
    const base = {
      asked: "",
      service: "Crossref",
      params: {},
      landing_url: null,
      since: null,
      proposal: null,
    };
    const answer = { ...base, ...uncertain, filled: [], waits: false, detail: "" };
    const chosen = { ...answer, outcome: "proposed" as const, candidates: [] };
    const field = { key: "issue", now: null, proposed: "2", lang: null, source: "Crossref", conflict: false };
    const proposal = { token: "t", reference: "untitled", fields: [field] };
    const shown = await show(both, "en-GB", {
      lookupComplete: async () => answer,
      lookupChoose: async () => ({ ...chosen, proposal }),
    });
    act(() => useSession.getState().select(["untitled"]));
    await act(() => shown.lookups().complete("untitled"));
    const panel = screen.getByTestId("lookup-candidates");
    expect(panel.textContent).toContain("2 works may be this one");
    const [first] = within(panel).getAllByTestId("candidate-choose");
    await act(async () => fireEvent.click(first as HTMLElement));
    expect(screen.queryByTestId("lookup-candidates")).toBeNull();
    expect(screen.getByTestId("lookup-diff")).toBeTruthy();
  });
});

describe("the words for outcomes", () => {
  const answer: LookupAnswer = {
    asked: "10.1/x",
    outcome: "rate-limited",
    service: "Crossref",
    params: {},
    landing_url: null,
    reference: null,
    since: null,
    proposal: null,
    filled: [],
    candidates: [],
    waits: false,
    detail: "Crossref asks to wait.",
  };
  const ended = (more: Partial<LookupAnswer>): Ended => ({
    job: { job: "j", kind: "add", whats: ["10.1/x"], several: null, slow: false },
    answer: { ...answer, ...more },
    report: null,
    failure: null,
  });

  it.each(["en-GB", "zh-CN"])("name what was asked, who answered, and what to do (%s)", async (language) => {
    await show(null, language);
    for (const outcome of ["not-found", "rate-limited", "unavailable", "malformed", "offline"] as const) {
      const words = wordsOf(i18next.t, i18next.language, ended({ outcome }));
      expect(words.said).toContain("10.1/x");
      expect(words.said).toContain("Crossref");
      expect(words.next).toBeTruthy();
      expect(words.said + words.next).not.toMatch(/lookup\.|\{\{/);
    }
  });

  it("say until when to wait, with the day when it is another one", () => {
    const now = new Date(2026, 7, 4, 9, 0);
    expect(timeOf(new Date(2026, 7, 4, 14, 32).toISOString(), "en", now)).toBe("14:32");
    expect(timeOf(new Date(2026, 7, 5, 14, 32).toISOString(), "en", now)).toBe("5 August 14:32");
    expect(timeOf("soon", "en", now)).toBe("soon");
  });

  it("copy the whole answer", () => {
    expect(detailsOf(ended({ landing_url: "https://doi.org/10.1/x" }))).toBe(
      "Crossref asks to wait.\nhttps://doi.org/10.1/x",
    );
  });

  it("name fields in both languages and keep what nobody knows", async () => {
    await show(null);
    expect(fieldName(i18next.t, "title@zh-Hans")).toEqual({ name: "Title", lang: "zh-Hans" });
    expect(fieldName(i18next.t, "abstract:en")).toEqual({ name: "Abstract", lang: "en" });
    expect(fieldName(i18next.t, "some-new-field")).toEqual({ name: "some-new-field", lang: null });
    await show(null, "zh-CN");
    expect(fieldName(i18next.t, "title:en")).toEqual({ name: "题名", lang: "en" });
  });
});

describe("what is dragged into the window", () => {
  const drop = (data: Record<string, string>, target: EventTarget = document.body) => {
    const event = new Event("drop", { bubbles: true, cancelable: true });
    Object.assign(event, { dataTransfer: { files: [], getData: (type: string) => data[type] ?? "" } });
    target.dispatchEvent(event);
    return event;
  };

  it("looks a lone identifier up and gives everything else to the tray", async () => {
    const shown = await show([both, <Drops key="drops" />]);
    act(
      () =>
        void drop({
          "text/uri-list": `# a link\nhttps://doi.org/${FAKE_DOIS.held}`,
          "text/html": "<a>x</a>",
        }),
    );
    await screen.findByText(/In your library/);
    expect(shown.pasted).toEqual([]);
    act(
      () => void drop({ "text/html": "<p>Lin 2021</p>", "text/plain": "Lin 2021, doi 10.5555/a, and more" }),
    );
    await waitFor(() =>
      expect(shown.pasted).toEqual([["Lin 2021, doi 10.5555/a, and more", "<p>Lin 2021</p>"]]),
    );
  });

  it("never leads away from the window, and leaves alone what begins in it or ends in a text", async () => {
    const shown = await show([both, <Drops key="drops" />, <textarea key="t" data-testid="elsewhere" />]);
    expect(drop({ "text/uri-list": "https://example.org/" }).defaultPrevented).toBe(true);
    expect(drop({ "text/plain": "words" }, screen.getByTestId("elsewhere")).defaultPrevented).toBe(false);
    document.dispatchEvent(new Event("dragstart"));
    expect(drop({ "text/plain": "a row" }).defaultPrevented).toBe(false);
    await waitFor(() => expect(shown.pasted).toEqual([["https://example.org/", null]]));
  });
});
