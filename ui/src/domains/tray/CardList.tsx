/** The cards of all files, one below the other; only those in sight are in the page. The list has the focus, not a card. */
import { defaultRangeExtractor, useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, memo, useCallback, useEffect, useId, useMemo, useRef } from "react";
import type { DuplicateChoice } from "../../bindings/DuplicateChoice";
import type { TrayRecord } from "../../bindings/TrayRecord";
import type { TrayView } from "../../bindings/TrayView";
import { useTranslation } from "../../i18n";
import { classes } from "../../shared/classes";
import { isComposing } from "../../shared/composing";
import { type Acts, PAGE, type PageKey, useRecords } from "./answers";
import { Card } from "./Card";
import { useDesk } from "./desk";
import { FileHead } from "./FileHead";
import { type CardItem, type Item, itemsOf, recordsOf } from "./items";
import { LargeFile } from "./LargeFile";
import { Remark } from "./Remark";
import { useProblemCounts } from "./useProblemCounts";
import { nameOf } from "./words";

const HEIGHTS: Record<Item["kind"], number> = { file: 36, remark: 44, summary: 120, card: 88 };

const CHOICES: Record<string, DuplicateChoice> = { m: "merge", k: "keep", s: "skip" };

interface CardListProps {
  view: TrayView;
  /** Whether what is about to come into sight is made too. */
  whole: boolean;
  acts: Acts;
  attempt: (act: Promise<void>) => void;
}

export const CardList = memo(function CardList({ view, whole, acts, attempt }: CardListProps) {
  const { t } = useTranslation();
  const id = useId();
  const desk = useDesk();
  const scroller = useRef<HTMLDivElement>(null);
  const counts = useProblemCounts(view.files);
  const items = useMemo(() => itemsOf(view.files, desk.shows, counts), [view.files, desk.shows, counts]);
  const fileName = useCallback(
    (file: number) => {
      const found = view.files.find((one) => one.id === file);
      return found ? nameOf(t, found) : "";
    },
    [view.files, t],
  );

  // Which records are in sight decides what is asked for, and what has come decides which card is the current one.
  const current = useRef(-1);
  const rows = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => HEIGHTS[items[index]?.kind ?? "card"],
    getItemKey: (index) => items[index]?.key ?? index,
    overscan: whole ? 6 : 0,
    paddingEnd: 12,
    rangeExtractor: (range) => {
      const shown = defaultRangeExtractor(range);
      return current.current < 0 || shown.includes(current.current)
        ? shown
        : [...shown, current.current].sort((a, b) => a - b);
    },
  });
  const shown = rows.getVirtualItems();
  const first = shown[0]?.index ?? 0;
  const last = shown.at(-1)?.index ?? -1;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the ends of what is shown stand for all of it
  const pages = useMemo(() => pagesOf(shown.map(({ index }) => items[index])), [items, first, last]);
  const recordOf = useRecords(pages);
  const at = useCallback(
    (item: Item | undefined): TrayRecord | undefined =>
      item?.kind === "card" ? recordOf(keyOf(item), item.index) : undefined,
    [recordOf],
  );

  const place = useMemo(
    () => placeOf(items, desk.file, desk.record, at),
    [items, desk.file, desk.record, at],
  );
  current.current = place;
  const { movedBy, file: currentFile } = desk;
  useEffect(() => {
    if (movedBy === "cards") return;
    const head = items.findIndex((item) => item.kind === "file" && item.file.id === currentFile);
    const target = movedBy === "pager" ? head : place;
    if (target >= 0) rows.scrollToIndex(target, { align: movedBy === "pager" ? "start" : "auto" });
  }, [place, movedBy, currentFile, rows, items]);

  // What was added while the tray was open comes into sight.
  const { go } = desk;
  const { files } = view;
  const seen = useRef(files.at(-1)?.id ?? -1);
  useEffect(() => {
    const added = files.find(({ id }) => id > seen.current);
    if (!added) return;
    seen.current = files.at(-1)?.id ?? seen.current;
    go(added.id, recordsOf(added) > 0 ? 0 : null, "pager");
  }, [files, go]);

  // The first record is the current one until somebody chooses another; so it is when the current one is gone.
  const gone = desk.file !== null && !view.files.some(({ id }) => id === desk.file);
  useEffect(() => {
    const one = items.find((item): item is CardItem => item.kind === "card");
    const start = one?.file ?? view.files.find(({ has_text }) => has_text) ?? view.files[0];
    if ((desk.file === null || gone) && start)
      desk.go(start.id, one ? (at(one)?.record ?? 0) : null, "cards");
  }, [desk, gone, items, view.files, at]);

  const moveTo = (index: number) => {
    const item = items[index];
    if (item?.kind !== "card") return;
    const record = at(item)?.record ?? (item.problems ? null : item.index);
    rows.scrollToIndex(index, { align: "auto" });
    if (record !== null) desk.go(item.file.id, record, "cards");
  };
  const record = at(items[place]);
  const remove = (file: number) => {
    desk.forget(file);
    attempt(acts.remove(file));
  };

  const pressed = (event: KeyboardEvent<HTMLDivElement>) => {
    if (isComposing(event) || event.ctrlKey || event.metaKey || event.altKey) return;
    const inside = event.target !== event.currentTarget;
    const to = inside && isRadio(event.target) ? null : destination(event.key, items, place);
    if (to !== null) {
      event.preventDefault();
      moveTo(to);
      return;
    }
    if (!record || event.shiftKey) return;
    const { file, record: number } = record;
    if (event.key === " " && !inside) {
      event.preventDefault();
      attempt(acts.choose({ file, record: number, ticked: !record.ticked, duplicate: null }));
    } else if (event.key === "F2" || (event.key === "Enter" && !inside)) {
      event.preventDefault();
      desk.enterRaw();
    } else if (record.duplicates.length > 0 && CHOICES[event.key]) {
      event.preventDefault();
      attempt(acts.choose({ file, record: number, ticked: null, duplicate: CHOICES[event.key] ?? null }));
    }
  };

  const toCards = desk.toCards;
  useEffect(() => {
    if (toCards > 0) scroller.current?.focus();
  }, [toCards]);

  const active = place >= 0 ? `${id}-${items[place]?.key}` : undefined;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a table could not be made of cards that come and go
    <div
      ref={scroller}
      className="tray-cards"
      role="grid"
      tabIndex={0}
      aria-label={t("tray.cards.label")}
      aria-description={t("tray.cards.keys")}
      aria-rowcount={items.length}
      aria-activedescendant={active}
      onKeyDown={pressed}
      data-testid="tray-cards"
    >
      {/* biome-ignore lint/a11y/useSemanticElements: as above */}
      <div role="rowgroup" className="tray-cards-all" style={{ height: rows.getTotalSize() }}>
        {shown.map(({ index, key, start }) => {
          const item = items[index];
          if (!item) return null;
          const own = at(item);
          const isCurrent = index === place;
          return (
            // biome-ignore lint/a11y/useSemanticElements: as above
            // biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus and names the current row
            // biome-ignore lint/a11y/useKeyWithClickEvents: the grid moves by key
            <div
              key={key}
              ref={rows.measureElement}
              id={`${id}-${item.key}`}
              data-index={index}
              role="row"
              aria-rowindex={index + 1}
              aria-selected={item.kind === "card" ? isCurrent : undefined}
              className={classes(
                "tray-row",
                `is-${item.kind}`,
                item.kind === "card" && items[index - 1]?.kind === "card" && "is-next",
                isCurrent && "is-current",
              )}
              style={{ transform: `translateY(${start}px)` }}
              onClick={() => moveTo(index)}
              {...(own && { "data-testid": "tray-card", "data-record": own.record, "data-file": own.file })}
            >
              {item.kind === "file" && (
                <FileHead
                  file={item.file}
                  reachable={item.file.id === desk.file || recordsOf(item.file) === 0}
                  onTickListed={() => attempt(acts.tickListed(item.file))}
                  onRemove={() => remove(item.file.id)}
                />
              )}
              {item.kind === "remark" && (
                <Remark
                  problem={item.problem}
                  onRemove={recordsOf(item.file) === 0 ? () => remove(item.file.id) : undefined}
                />
              )}
              {item.kind === "summary" && <LargeFile file={item.file} problems={counts[item.file.id]} />}
              {item.kind === "card" &&
                (own ? (
                  <Card
                    record={own}
                    current={isCurrent}
                    firstListed={own.listed_on !== null && (at(items[index - 1])?.listed_on ?? null) === null}
                    problem={item.file.problems.find((problem) => problem.record === own.record)}
                    fileName={fileName}
                    acts={acts}
                    attempt={attempt}
                  />
                ) : (
                  // biome-ignore lint/a11y/useSemanticElements: as above
                  // biome-ignore lint/a11y/useFocusableInteractive: as above
                  <div role="gridcell" className="tray-awaited" />
                ))}
            </div>
          );
        })}
      </div>
    </div>
  );
});

const isRadio = (target: EventTarget) => target instanceof HTMLInputElement && target.type === "radio";

const keyOf = (item: CardItem): PageKey => ({
  file: item.file.id,
  page: Math.floor(item.index / PAGE),
  problems: item.problems,
});

function pagesOf(items: readonly (Item | undefined)[]): PageKey[] {
  const found = new Map<string, PageKey>();
  for (const item of items) {
    if (item?.kind !== "card") continue;
    const key = keyOf(item);
    found.set(`${key.file} ${key.page} ${key.problems}`, key);
  }
  return [...found.values()];
}

/** Where the current record stands in the list; -1 when it does not. */
function placeOf(
  items: readonly Item[],
  file: number | null,
  record: number | null,
  at: (item: Item) => TrayRecord | undefined,
): number {
  if (file === null || record === null) return -1;
  return items.findIndex(
    (item) =>
      item.kind === "card" &&
      item.file.id === file &&
      (item.problems ? at(item)?.record === record : item.index === record),
  );
}

/** The card that a key leads to from `place`. */
function destination(key: string, items: readonly Item[], place: number): number | null {
  const step = (from: number, by: 1 | -1): number | null => {
    for (let index = from; index >= 0 && index < items.length; index += by) {
      if (items[index]?.kind === "card") return index;
    }
    return null;
  };
  if (key === "ArrowDown") return step(place + 1, 1) ?? (place >= 0 ? place : null);
  if (key === "ArrowUp") return step(place - 1, -1) ?? (place >= 0 ? place : null);
  if (key === "PageDown") return step(Math.min(items.length - 1, place + 6), 1) ?? step(items.length - 1, -1);
  if (key === "PageUp") return step(Math.max(0, place - 6), -1) ?? step(0, 1);
  if (key === "Home") return step(0, 1);
  if (key === "End") return step(items.length - 1, -1);
  return null;
}
