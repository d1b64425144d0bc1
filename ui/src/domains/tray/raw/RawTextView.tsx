/** The raw text in rows, of which those in sight are in the page; with a caret, a selection and the bar on it. */
import { defaultRangeExtractor, useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import { BackendError } from "../../../backend/backend";
import type { FixTarget } from "../../../bindings/FixTarget";
import type { TextPiece } from "../../../bindings/TextPiece";
import type { TrayFile } from "../../../bindings/TrayFile";
import { useTranslation } from "../../../i18n";
import type { Acts } from "../answers";
import { useDesk } from "../desk";
import { FixBar } from "./FixBar";
import { boxOf, lineEnd } from "./places";
import { RawRow } from "./RawRow";
import { rowAt, rowsOf } from "./rows";
import { guess } from "./targets";
import { RawText } from "./text";
import { useCaretKeys } from "./useCaretKeys";
import { useRawSelection } from "./useRawSelection";

/** Characters of a line at 480 px, for the height of rows that were never drawn. */
const LINE = 54;

interface RawTextViewProps {
  file: TrayFile;
  whole: boolean;
  name: string;
  pieces: readonly TextPiece[];
  record: number | null;
  acts: Acts;
}

export function RawTextView({ file, whole, name, pieces, record, acts }: RawTextViewProps) {
  const { t } = useTranslation();
  const desk = useDesk();
  const scroller = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const raw = useMemo(() => new RawText(pieces), [pieces]);
  const rows = useMemo(() => rowsOf(raw), [raw]);
  const { selection, select } = useRawSelection(content);
  const [error, setError] = useState<string | null>(null);
  const [said, setSaid] = useState("");

  const held = useRef<number[]>([]);
  held.current = selection ? [rowAt(rows, selection.anchor), rowAt(rows, selection.focus)] : [];
  const list = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => {
      const row = rows[index];
      if (!row || row.blank) return 8;
      return Math.ceil((row.to - row.from) / LINE) * 21 + 5 + (row.begins ? 13 : 0);
    },
    getItemKey: (index) => rows[index]?.from ?? index,
    overscan: whole ? 8 : 0,
    paddingStart: 8,
    paddingEnd: 24,
    scrollPaddingStart: 8,
    // The rows in which a selection ends stay in the page, or it would be lost.
    rangeExtractor: (range) =>
      [...new Set([...defaultRangeExtractor(range), ...held.current])]
        .filter((index) => index < rows.length)
        .sort((a, b) => a - b),
  });

  // A card brings its record into sight; the raw text itself must not move under the pointer.
  const { movedBy, toRaw, enteredRaw } = desk;
  useEffect(() => {
    const start = record === null ? null : raw.startOf(record);
    if (movedBy !== "raw" && start !== null) list.scrollToIndex(rowAt(rows, start), { align: "start" });
  }, [record, movedBy, raw, rows, list]);

  // F2 on a card, perhaps before its text was there: the caret stands where its record begins.
  useEffect(() => {
    if (!toRaw) return;
    enteredRaw();
    const start = (record === null ? null : raw.startOf(record)) ?? 0;
    scroller.current?.focus();
    select(start, start);
  }, [toRaw, enteredRaw, record, raw, select]);

  const chosen = selection ? raw.selected(selection.anchor, selection.focus) : null;
  const words = chosen ? raw.text.slice(chosen.from, chosen.to) : "";

  const owner = (from: number, to: number): number =>
    raw.recordIn(from, to) ?? record ?? file.references + file.listed;
  const fix = (what: FixTarget) => {
    if (!chosen) return;
    const of = owner(chosen.from, chosen.to);
    setError(null);
    acts.fix(file.id, of, [chosen.start, chosen.end], what).then(
      () => {
        desk.fixed(file.id, of);
        desk.go(file.id, of, "raw");
        setSaid(t("tray.fix.done", { what: t(`tray.fix.${what}`) }));
        select(chosen.to, chosen.to);
        scroller.current?.focus({ preventScroll: true });
      },
      (thrown: unknown) => {
        const { code, message } = BackendError.from(thrown);
        const named = { what: t(`tray.fix.${what}`), detail: message };
        setError(t([`tray.failed.${code}`, "tray.failed.unknown"], named));
      },
    );
  };

  // The card of the text at the caret or under the selection becomes the current one.
  const focus = selection?.focus;
  // biome-ignore lint/correctness/useExhaustiveDependencies: it follows the selection only
  useEffect(() => {
    setError(null);
    if (!selection) return;
    const of = chosen
      ? raw.recordIn(chosen.from, chosen.to)
      : raw.recordIn(selection.focus, selection.focus + 1);
    if (of !== null && of !== record) desk.go(file.id, of, "raw");
    if (chosen) setSaid(t("tray.raw.selected", { text: words.slice(0, 200) }));
  }, [focus, words]);

  const pressed = useCaretKeys({ raw, rows, content, selection, select, chosen, likely: guess(words), fix });

  // Where the bar opens is measured on the text without it, and stays until the selection does not.
  const [opensAt, setOpensAt] = useState<number | null>(null);
  const until = chosen?.to ?? null;
  useLayoutEffect(() => {
    if (until === null || !content.current) setOpensAt(null);
    else setOpensAt(lineEnd(content.current, until, rows[rowAt(rows, until - 1)]?.to ?? until));
  }, [until, rows]);
  const barRow = opensAt === null || until === null ? -1 : rowAt(rows, until - 1);
  useEffect(() => {
    if (opensAt === null) return;
    content.current?.querySelector(".fix-bar")?.scrollIntoView?.({ block: "nearest" });
  }, [opensAt]);

  const shown = list.getVirtualItems();
  return (
    <>
      <div
        ref={scroller}
        className="tray-raw-text"
        role="application"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: keys move a caret in it and say what is selected
        tabIndex={0}
        aria-label={t("tray.raw.label", { name })}
        aria-description={t("tray.raw.keys")}
        onKeyDown={pressed}
        onFocus={(event) => {
          // Tab came here: the caret stands where the current record begins.
          if (event.target !== event.currentTarget || selection) return;
          const start = (record === null ? null : raw.startOf(record)) ?? 0;
          if (event.currentTarget.matches(":focus-visible")) select(start, start);
        }}
      >
        <div ref={content} className="tray-raw-all" style={{ height: list.getTotalSize() }}>
          {shown.map(({ index, key, start }) => {
            const row = rows[index];
            return (
              row && (
                <div
                  key={key}
                  ref={list.measureElement}
                  data-index={index}
                  className="tray-raw-row"
                  style={{ transform: `translateY(${start}px)` }}
                >
                  <RawRow
                    raw={raw}
                    row={row}
                    own={record !== null && row.record === record}
                    opensAt={index === barRow ? opensAt : null}
                  >
                    {index === barRow && (
                      <FixBar
                        likely={guess(words)}
                        error={error}
                        onFix={fix}
                        onLeave={() => {
                          scroller.current?.focus({ preventScroll: true });
                          if (selection) select(selection.focus, selection.focus);
                        }}
                      />
                    )}
                  </RawRow>
                </div>
              )
            );
          })}
          {selection && selection.anchor === selection.focus && (
            <Caret content={content} unit={selection.focus} stamp={shown} />
          )}
        </div>
      </div>
      <p className="tray-hidden" aria-live="polite">
        {said}
      </p>
    </>
  );
}

interface CaretProps {
  content: { readonly current: HTMLElement | null };
  unit: number;
  /** What is laid out; the caret is measured again when it changes. */
  stamp: unknown;
}

/** A caret in a text that nobody edits. Shown while the text has the focus. */
function Caret({ content, unit, stamp }: CaretProps) {
  const [place, setPlace] = useState<{ x: number; y: number; height: number } | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `stamp` stands for the layout
  useLayoutEffect(() => {
    const outer = content.current;
    const box = outer && boxOf(outer, unit);
    if (!outer || !box) return setPlace(null);
    const from = outer.getBoundingClientRect();
    setPlace({ x: box.left - from.left, y: box.top - from.top, height: box.height });
  }, [content, unit, stamp]);
  return place && <i className="tray-caret" style={{ left: place.x, top: place.y, height: place.height }} />;
}
