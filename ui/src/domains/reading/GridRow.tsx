// biome-ignore-all lint/a11y/useSemanticElements: a table cannot be laid out as this grid is
// biome-ignore-all lint/a11y/useFocusableInteractive: the focus moves between the cells
/** One pair: the two texts and, between them, what is unusual about it. */
import { Fragment, type MouseEvent, memo } from "react";
import type { Sentence } from "../../bindings/Sentence";
import { useTranslation } from "../../i18n";
import { DiffersIcon, LockIcon, NoCounterpartIcon, UnsureIcon } from "../../shared/icons";
import { cutAt, cutAtTerms } from "./figures";
import { isHan, type Mark, type Side } from "./pairs";
import { type Chosen, TITLES } from "./useGrid";
import { useMarkWords } from "./useMarkWords";

export interface Column {
  side: Side;
  lang: string;
  machine: boolean;
}

export interface RowProps {
  /** What stands in the row; `TITLES` for the pair of titles. */
  number: number;
  paragraph: string;
  texts: Record<Side, Sentence[]>;
  marks: Mark[];
  locked: boolean;
  /** How the row is named to a reader who does not see it: "Pair 4 of 10". */
  name: string;
  /** The columns as they stand, the first one first. */
  columns: [Column, Column];
  opens: boolean;
  lit: boolean;
  pinned: boolean;
  covered: Side | null;
  /** The side that takes the focus, if this row is where the keys are. */
  stop: Side | null;
  editing: boolean;
  chosen: Chosen;
  /** Terms of the glossary as each side writes them. */
  terms: Record<Side, readonly string[]>;
  id: string;
  on: RowHandlers;
}

/** What a row tells the grid. The same functions for every row and every rendering. */
export interface RowHandlers {
  move(event: MouseEvent, pair: number): void;
  leave(): void;
  press(event: MouseEvent, pair: number, side: Side): void;
  click(event: MouseEvent, pair: number): void;
  choose(side: Side, sentence: number): void;
}

export const GridRow = memo(function GridRow(props: RowProps) {
  const { number, columns, marks, on } = props;
  const [first, second] = columns;
  const states = [
    "pair",
    number === TITLES && "pair-titles",
    props.opens && "opens-paragraph",
    props.lit && "is-lit",
    props.pinned && "is-pinned",
  ];
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Enter pins too; the grid hears the keys
    <div
      role="row"
      className={states.filter(Boolean).join(" ")}
      data-pair={number}
      data-testid="pair"
      onMouseMove={(event) => on.move(event, number)}
      onMouseLeave={on.leave}
      onClick={(event) => on.click(event, number)}
    >
      <Cell {...props} column={first} place="first" />
      <div className="gutter" aria-hidden="true">
        <MarkSign mark={marks[0]} firstSide={first.side} />
        {props.editing && props.locked && (
          <span className="sign sign-locked">
            <LockIcon />
          </span>
        )}
        <RowName {...props} />
      </div>
      <Cell {...props} column={second} place="second" />
    </div>
  );
});

/** Read to those who do not see the row, and by nobody else. */
function RowName({ id, number, name, marks, locked, editing }: RowProps) {
  const { t } = useTranslation();
  const words = useMarkWords();
  const all = [name, ...marks.map(words), editing && locked ? t("reading.mark.locked") : ""];
  return (
    <span className="unseen" id={`${id}${number}`}>
      {all.filter(Boolean).join(". ")}
    </span>
  );
}

function MarkSign({ mark, firstSide }: { mark: Mark | undefined; firstSide: Side }) {
  switch (mark?.kind) {
    case undefined:
      return null;
    case "differs":
      return (
        <span className="sign sign-differs">
          <DiffersIcon />
        </span>
      );
    case "alone":
      return (
        <span className={`sign ${mark.side === firstSide ? "" : "is-mirrored"}`}>
          <NoCounterpartIcon />
        </span>
      );
    case "unsure":
      return (
        <span className="sign">
          <UnsureIcon />
        </span>
      );
    case "ratio":
      return (
        <span className="sign">
          {firstSide === "left" ? `${mark.left}:${mark.right}` : `${mark.right}:${mark.left}`}
        </span>
      );
  }
}

function Cell(props: RowProps & { column: Column; place: "first" | "second" }) {
  const { t } = useTranslation();
  const { column, place, number, stop, covered, on, marks, columns } = props;
  const sentences = props.texts[column.side];
  const hidden = covered === column.side && number !== TITLES;
  const states = [
    "cell",
    `cell-${place}`,
    isHan(column.lang) ? "is-zh" : "is-en",
    column.machine && "is-mt",
    hidden && "is-covered",
    sentences.length === 0 && "is-empty",
  ];
  // The words stand where there is room: at the empty place, or else after the shorter text.
  const empty = columns.find(({ side }) => props.texts[side].length === 0);
  const shorter = columns.find(({ lang }) => isHan(lang)) ?? columns[1];
  const speaks = marks.length > 0 && column.side === (empty ?? shorter).side;
  const focusable = stop === column.side && !props.editing;
  return (
    <div
      role="gridcell"
      className={states.filter(Boolean).join(" ")}
      lang={column.lang}
      data-side={column.side}
      tabIndex={focusable ? 0 : -1}
      aria-describedby={`${props.id}${number}`}
      onMouseDown={(event) => on.press(event, number, column.side)}
    >
      <div className="cell-text">
        {hidden && stop !== column.side && <span className="unseen">{t("reading.grid.covered")}</span>}
        <span aria-hidden={hidden && stop !== column.side ? true : undefined}>
          {sentences.map((sentence, place) => (
            <Fragment key={sentence.index}>
              {place > 0 && !isHan(column.lang) && " "}
              <SentenceText {...props} sentence={sentence} />
            </Fragment>
          ))}
        </span>
        {speaks && (
          <>
            {sentences.length > 0 && <span className="mark-gap"> </span>}
            <Words marks={marks} />
          </>
        )}
      </div>
    </div>
  );
}

function Words({ marks }: { marks: Mark[] }) {
  const words = useMarkWords();
  const { i18n } = useTranslation();
  const doubt = marks[0]?.kind === "differs";
  return (
    <span className={`mark-words ${doubt ? "is-doubt" : ""}`} lang={i18n.language} aria-hidden="true">
      {marks.map(words).join(" · ")}
    </span>
  );
}

function SentenceText(props: RowProps & { column: Column; sentence: Sentence }) {
  const { column, sentence, marks, editing, chosen, on } = props;
  const doubt = marks.find((mark) => mark.kind === "differs");
  const pieces = doubt ? cutAt(sentence.text, doubt.values) : [{ text: sentence.text, differs: false }];
  // Never more than two layers at once: where links are corrected, terms step back.
  const marked = editing ? pieces : cutAtTerms(pieces, props.terms[column.side], column.lang);
  const text = marked.map((piece, place) =>
    piece.differs || piece.term ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: pieces have no other identity
      <span className={piece.differs ? "figure" : "term"} key={place}>
        {piece.text}
      </span>
    ) : (
      piece.text
    ),
  );
  const place = {
    "data-sentence": sentence.index,
    "data-side": column.side,
    "data-paragraph": props.paragraph,
    lang: column.lang,
  };
  if (props.number === TITLES) return <span {...place}>{phrasesOf(sentence.text, column.lang)}</span>;
  if (!editing) return <span {...place}>{text}</span>;
  const picked = chosen[column.side].includes(sentence.index);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Space chooses too; the grid hears the keys
    <span
      {...place}
      role="checkbox"
      aria-checked={picked}
      tabIndex={props.stop === column.side && sentence === props.texts[column.side][0] ? 0 : -1}
      className={`choice ${picked ? "is-chosen" : ""}`}
      onClick={(event) => {
        event.stopPropagation();
        on.choose(column.side, sentence.index);
      }}
    >
      {text}
    </span>
  );
}

/** A Chinese title breaks where it has a colon or a comma, rather than inside a word. */
function phrasesOf(text: string, lang: string) {
  const phrases = isHan(lang) ? text.split(/(?<=[：；，。？！—])(?!$|—)/u) : [];
  if (phrases.length < 2) return text;
  return phrases.map((phrase) => (
    <span key={phrase} className="phrase">
      {phrase}
    </span>
  ));
}
