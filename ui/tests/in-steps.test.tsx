/** What is much work is done in steps, between which the page is drawn and free. */
import { act, cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { InfoTab } from "../src/domains/info/InfoTab";
import { AbstractTab } from "../src/domains/reading/AbstractTab";
import { ReadingPane } from "../src/domains/reading/ReadingPane";
import { useFit } from "../src/domains/reading/useFit";
import { afterPaint } from "../src/shared/afterPaint";
import { useSession } from "../src/shared/session";
import { showReading } from "./reading-show";

vi.mock("../src/domains/reading/AbstractTab", { spy: true });
vi.mock("../src/domains/info/InfoTab", { spy: true });

describe("what waits until the page is drawn", () => {
  const done: string[] = [];
  beforeEach(() => {
    done.length = 0;
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it("runs once, behind the next frame and behind what waited before it", () => {
    requestAnimationFrame(() => {
      done.push("frame");
      setTimeout(() => done.push("a timer"), 4);
    });
    afterPaint(() => done.push("after"));
    vi.advanceTimersByTime(500);
    expect(done).toEqual(["frame", "a timer", "after"]);
  });

  it("does not wait forever where nothing is drawn", () => {
    vi.stubGlobal("requestAnimationFrame", () => 0);
    afterPaint(() => done.push("after"));
    vi.advanceTimersByTime(500);
    vi.unstubAllGlobals();
    expect(done).toEqual(["after"]);
  });

  it("can be taken back, before the frame and behind it", () => {
    afterPaint(() => done.push("early"))();
    const cancel = afterPaint(() => done.push("late"));
    vi.advanceTimersToNextFrame();
    cancel();
    vi.advanceTimersByTime(500);
    expect(done).toEqual([]);
  });
});

describe("going from tab to tab", () => {
  it("makes nothing anew of what stands in the one that is left", async () => {
    useSession.setState({ selection: ["trial"], tab: "abstract", reading: false });
    await showReading(<ReadingPane />);
    await screen.findByTestId("aligned-grid");
    const renders = [AbstractTab, InfoTab].map((tab) => vi.mocked(tab).mock.calls);
    const counts = () => renders.map((calls) => calls.length);
    const [abstracts = 0] = counts();
    expect(abstracts).toBeGreaterThan(0);
    fireEvent.click(screen.getByTestId("tab-info"));
    await waitFor(() => expect(counts()[1]).toBeGreaterThan(0));
    expect(counts()[0]).toBe(abstracts);
    const [, infos] = counts();
    fireEvent.click(screen.getByTestId("tab-abstract"));
    await screen.findByTestId("aligned-grid");
    expect(counts()[1]).toBe(infos);
  });
});

describe("a text that is set smaller to fit", () => {
  function Fitted({ text, changes }: { text: string; changes: string }) {
    return (
      <div ref={useFit(changes)} data-testid="scroll">
        {text && <p>{text}</p>}
      </div>
    );
  }
  /** How high the text is in each size, in a place of 640. */
  const heights: Record<string, number> = { "": 768, "1": 666, "2": 576, "3": 512 };
  let asked: string[] = [];
  beforeEach(() => {
    asked = [];
    vi.spyOn(HTMLElement.prototype, "clientHeight", "get").mockReturnValue(640);
    vi.spyOn(Element.prototype, "scrollHeight", "get").mockImplementation(() => {
      const fit = scroll().dataset.fit ?? "";
      if (asked.at(-1) !== fit) asked.push(fit);
      return heights[fit] ?? 0;
    });
  });
  afterEach(() => cleanup());
  const scroll = () => screen.getByTestId("scroll");
  const drawn = () => act(() => new Promise<void>((go) => afterPaint(go)));

  it("is out of sight until its size is chosen, in a step of its own, and never again", async () => {
    const { rerender } = render(<Fitted text="" changes="nothing" />);
    expect(scroll().style.visibility).toBe("");
    asked = [];
    rerender(<Fitted text="a text" changes="a text" />);
    expect(scroll().style.visibility).toBe("hidden");
    expect(asked).toEqual([]);
    await drawn();
    expect(scroll().style.visibility).toBe("");
    expect(scroll().dataset.fit).toBe("2");
    rerender(<Fitted text="a text" changes="other marks" />);
    expect(scroll().style.visibility).toBe("");
    expect(scroll().dataset.fit).toBe("2");
  });
});
