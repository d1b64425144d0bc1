// biome-ignore-all lint/a11y/useSemanticElements: a table cannot be laid out as this grid is
// biome-ignore-all lint/a11y/useFocusableInteractive: the focus moves between the cells
/** The abstract in two languages: one grid, one row per pair, keys while it has the focus, clean copies of it. */
import { type ClipboardEvent, type ReactNode, useId, useMemo, useRef } from "react";
import type { AbstractView } from "../../bindings/AbstractView";
import type { LocalizedText } from "../../bindings/LocalizedText";
import { useTranslation } from "../../i18n";
import { usePreferences } from "../../shared/preferences";
import { CutEditor } from "./CutEditor";
import { selectedText } from "./copying";
import { type Column, GridRow, type RowHandlers } from "./GridRow";
import { LinkEditor } from "./LinkEditor";
import { PairMenu } from "./PairMenu";
import { marksOf, type Pair, pairsOf, runOn, type Side } from "./pairs";
import { SectionRow } from "./SectionRow";
import { Terms } from "./Terms";
import { type Grid, TITLES } from "./useGrid";
import { useGridKeys } from "./useGridKeys";
import { useLinking } from "./useLinking";
import { useTerms } from "./useTerms";

export interface AlignedGridProps {
  /** The reference, for corrected links. */
  reference: string;
  view: AbstractView;
  grid: Grid;
  /** A pair as it is copied: both texts and a short citation. */
  citation: string;
  /** In reading mode the titles are the first row of the grid; what follows them stands under it. */
  underTitles?: ReactNode;
  withTitles?: boolean;
  onCopy(text: string): void;
}

export function AlignedGrid(props: AlignedGridProps) {
  const { view, grid, withTitles = false } = props;
  const { t } = useTranslation();
  const swapped = usePreferences((preferences) => preferences.swapped);
  const pairs = useMemo(() => pairsOf(view), [view]);
  const marks = useMemo(() => pairs.map(marksOf), [pairs]);
  const columns = useMemo(() => columnsOf(view, swapped), [view, swapped]);
  const root = useRef<HTMLDivElement>(null);
  const selecting = useRef<Side | null>(null);
  const id = useId();

  const textsOf = (number: number) => (number === TITLES ? titleTexts(view) : sentencesOf(pairs[number]));
  const copyPair = (number: number) => {
    const texts = textsOf(number);
    const lines = columns.map(({ side, lang }) => runOn(texts[side], lang)).filter((line) => line !== "");
    props.onCopy([...lines, props.citation].join("\n"));
  };
  const linking = useLinking(props.reference, grid);
  const terms = useTerms(props.reference);
  const cut = grid.editing ? loneChoice(grid, pairs) : null;
  const first = withTitles ? TITLES : 0;
  const keys = useGridKeys({ grid, linking, pairs, columns, root, first, copyPair });
  const on = useHandlers(grid, root, selecting);

  const copy = (event: ClipboardEvent) => {
    const selection = getSelection();
    if (!root.current || !selection) return;
    const text = selectedText(root.current, selection, selecting.current);
    if (text === "") return;
    event.clipboardData.setData("text/plain", text);
    event.preventDefault();
  };
  const rowOf = (number: number) => ({
    number,
    columns,
    lit: grid.lit === number,
    pinned: grid.pinned === number,
    covered: grid.covered,
    // Linking leaves fewer rows than there were.
    stop: Math.min(grid.active, pairs.length - 1) === number ? grid.side : null,
    editing: grid.editing,
    chosen: grid.chosen,
    terms: terms.sides,
    id,
    on,
  });
  const sections = view.sections.map((section, place) => ({
    section,
    place,
    pairs: pairs.filter((pair) => pair.section === place),
  }));
  const area = (
    <div
      ref={root}
      role="grid"
      aria-label={t("reading.grid.label")}
      aria-readonly={!grid.editing}
      aria-rowcount={pairs.length + (withTitles ? 1 : 0)}
      className={`grid ${grid.editing ? "is-editing" : ""}`}
      data-testid="aligned-grid"
      onKeyDown={keys}
      onBlur={(event) => !root.current?.contains(event.relatedTarget) && grid.leave()}
      onCopy={copy}
    >
      {withTitles && (
        <GridRow
          {...rowOf(TITLES)}
          paragraph="titles"
          texts={{ left: titleSentences(view.titles[0]), right: titleSentences(view.titles[1]) }}
          marks={[]}
          locked={false}
          name={t("reading.grid.titles")}
          opens={false}
        />
      )}
      {props.underTitles}
      {sections.map(({ section, place, pairs: own }) => (
        <div role="rowgroup" className="section" key={place}>
          <SectionRow labels={section.labels} columns={columns} />
          {own.map((pair, inSection) => (
            <GridRow
              {...rowOf(pair.number)}
              key={pair.number}
              paragraph={String(pair.paragraph)}
              texts={pair}
              marks={marks[pair.number] ?? []}
              locked={pair.locked}
              name={t("reading.grid.pair", { number: pair.number + 1, count: pairs.length })}
              opens={inSection > 0 && pair.starts_paragraph}
            />
          ))}
        </div>
      ))}
    </div>
  );
  return (
    <>
      {grid.editing && (
        <LinkEditor grid={grid} linking={linking} lockedLinks={view.locked_links}>
          {cut && (
            <CutEditor
              key={`${cut.side} ${cut.sentence.index} ${cut.sentence.text}`}
              reference={props.reference}
              lang={view[cut.side]?.lang ?? ""}
              onDone={grid.chooseNothing}
              {...cut}
            />
          )}
        </LinkEditor>
      )}
      <PairMenu
        area={area}
        pinned={grid.pinned === grid.active}
        onCopyPair={() => copyPair(grid.active)}
        onCopySide={(side) => props.onCopy(runOn(textsOf(grid.active)[side], view[side]?.lang ?? ""))}
        onPin={() => grid.pin(grid.active)}
        onEdit={() => grid.edit(true)}
      />
      <Terms terms={terms.all} />
    </>
  );
}

/** The one sentence that is chosen, if it is one: where it ends can be said. */
function loneChoice({ chosen }: Grid, pairs: readonly Pair[]) {
  const side: Side = chosen.left.length > 0 ? "left" : "right";
  const [number, ...others] = [...chosen.left, ...chosen.right];
  if (number === undefined || others.length > 0) return null;
  const all = pairs.flatMap((pair) => pair[side]);
  const sentence = all.find(({ index }) => index === number);
  return sentence ? { side, sentence, hasNext: all.some(({ index }) => index === number + 1) } : null;
}

/** Chinese stands left when the sides are swapped. */
function columnsOf(view: AbstractView, swapped: boolean): [Column, Column] {
  const column = (side: Side): Column => ({
    side,
    lang: view[side]?.lang ?? (side === "left" ? "en" : "zh-Hans"),
    machine: view[side]?.origin.kind === "machine",
  });
  return swapped ? [column("right"), column("left")] : [column("left"), column("right")];
}

const titleSentences = (title: LocalizedText | null) => (title ? [{ index: 0, text: title.text }] : []);

const titleTexts = ({ titles }: AbstractView): Record<Side, string[]> => ({
  left: titles[0] ? [titles[0].text] : [],
  right: titles[1] ? [titles[1].text] : [],
});

const sentencesOf = (pair: Pair | undefined): Record<Side, string[]> => ({
  left: (pair?.left ?? []).map(({ text }) => text),
  right: (pair?.right ?? []).map(({ text }) => text),
});

/** Handlers that stay the same, so that a row is rendered again only when it looks different. */
function useHandlers(
  grid: Grid,
  root: { current: HTMLDivElement | null },
  selecting: { current: Side | null },
): RowHandlers {
  const now = useRef(grid);
  now.current = grid;
  const pressed = useRef({ x: 0, y: 0 });
  const pointer = useRef({ x: Number.NaN, y: Number.NaN });
  return useMemo<RowHandlers>(
    () => ({
      move: (event, pair) => {
        const { screenX: x, screenY: y } = event;
        // A page that scrolls moves under a pointer that rests; that is nobody's wish to look there.
        const rests = x === pointer.current.x && y === pointer.current.y;
        pointer.current = { x, y };
        if (!rests) now.current.hover(pair);
      },
      leave: () => now.current.hover(null),
      press: (event, pair, side) => {
        pressed.current = { x: event.clientX, y: event.clientY };
        selecting.current = side;
        // The other column cannot be selected as long as this one is.
        if (root.current) root.current.dataset.selecting = side;
        now.current.goTo(pair, side, "pointer");
      },
      click: (event, pair) => {
        // The end of a selection is no click, and the second click of two is none of its own.
        const moved = Math.hypot(event.clientX - pressed.current.x, event.clientY - pressed.current.y) > 4;
        if (!moved && event.detail < 2 && !now.current.editing) now.current.pin(pair);
      },
      choose: (side, sentence) => now.current.choose(side, sentence),
    }),
    [root, selecting],
  );
}
