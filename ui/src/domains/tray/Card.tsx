/** A record of the tray: whether it comes, what it is, what it lacks, and what is done about a duplicate. */
import { memo } from "react";
import type { DuplicateChoice } from "../../bindings/DuplicateChoice";
import type { ImportProblem } from "../../bindings/ImportProblem";
import type { TrayDuplicate } from "../../bindings/TrayDuplicate";
import type { TrayRecord } from "../../bindings/TrayRecord";
import { useTranslation } from "../../i18n";
import { authorsInShort } from "../../shared/authors";
import { Button } from "../../shared/Button";
import { Chip } from "../../shared/Chip";
import { classes } from "../../shared/classes";
import { LanguageBadge } from "../../shared/LanguageBadge";
import { Localized } from "../../shared/Localized";
import type { Acts } from "./answers";
import { Choice } from "./Choice";
import { useDesk } from "./desk";
import { Tick } from "./Tick";
import { lacks, reason, remark, verdict } from "./words";

export interface CardProps {
  record: TrayRecord;
  current: boolean;
  /** The first work of its page's list; it says what "listed" means. */
  firstListed: boolean;
  problem: ImportProblem | undefined;
  /** The name of a file of the tray. */
  fileName: (file: number) => string;
  acts: Acts;
  attempt: (act: Promise<void>) => void;
}

export const Card = memo(function Card(props: CardProps) {
  const { record, current, acts, attempt } = props;
  const { t } = useTranslation();
  const { file, record: number } = record;
  const choose = (ticked: boolean | null, duplicate: DuplicateChoice | null) =>
    attempt(acts.choose({ file, record: number, ticked, duplicate }));
  const undoFix = () => {
    useDesk.getState().unfixed(file, number);
    attempt(acts.undoFix(file, number));
  };
  const title = record.row.title?.text ?? t("list.noTitle");
  const duplicate = record.duplicates[0];
  const left = record.duplicates.length > 0 && record.choice === "skip";
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: a cell of a grid of cards */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus */}
      <div role="gridcell" className="tray-tick">
        <Tick
          checked={record.ticked}
          label={t("tray.cards.tickOf", { title })}
          reachable={current}
          onChange={(ticked) => choose(ticked, null)}
        />
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: as above */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: as above */}
      <div role="gridcell" className={classes("tray-words", (!record.ticked || left) && "is-out")}>
        <Titles record={record} />
        <Meta record={record} />
        <Standing {...props} />
        {duplicate && (
          <Duplicate duplicate={duplicate} more={record.duplicates.length - 1} fileName={props.fileName} />
        )}
        {record.fixes > 0 && (
          <p className="tray-fixes">
            {t("tray.cards.fixes", { count: record.fixes })}
            {" · "}
            <Button
              look="link"
              size="small"
              tabIndex={current ? 0 : -1}
              onClick={undoFix}
              data-testid="undo-fix"
              aria-label={t("tray.cards.undoFix")}
            >
              {t("frame.undo")}
            </Button>
          </p>
        )}
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: as above */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: as above */}
      <div role="gridcell" className="tray-aside">
        <LanguageBadge languages={record.row.languages} />
        {duplicate && (
          <Choice value={record.choice} reachable={current} onChange={(choice) => choose(null, choice)} />
        )}
      </div>
    </>
  );
});

function Titles({ record: { row } }: { record: TrayRecord }) {
  const { t } = useTranslation();
  const authors = authorsInShort(row.authors, row.authors_complete, (names) =>
    t("list.andOthers", { names }),
  );
  const rest = [[authors, row.year].filter(Boolean).join(" "), row.place].filter(Boolean).join(", ");
  return (
    <>
      {row.title ? (
        <p className="tray-title">
          <Localized value={row.title} title={row.title.text} />
        </p>
      ) : (
        <p className="tray-title is-untitled">
          {t("list.noTitle")}
          {rest && (
            <>
              {" · "}
              <em>{rest}</em>
            </>
          )}
        </p>
      )}
      {row.other_title && (
        <p className="tray-other">
          <Localized value={row.other_title} title={row.other_title.text} />
        </p>
      )}
    </>
  );
}

function Meta({ record: { row } }: { record: TrayRecord }) {
  const { t } = useTranslation();
  const authors = authorsInShort(row.authors, row.authors_complete, (names) =>
    t("list.andOthers", { names }),
  );
  const parts = [
    <span key="authors">{authors || t("list.noAuthors")}</span>,
    row.container && <Localized key="container" value={row.container} />,
    row.year && <span key="year">{row.year}</span>,
    row.title && row.place && <span key="place">{row.place}</span>,
  ].filter(Boolean);
  return (
    <p className="tray-meta">
      {parts.map((part, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: at most four parts in a fixed order
        <span key={index}>
          {index > 0 && " · "}
          {part}
        </span>
      ))}
    </p>
  );
}

/** What it lacks, whose page lists it, or that nothing is wrong. */
function Standing({ record, firstListed, problem }: CardProps) {
  const { t, i18n } = useTranslation();
  if (record.listed_on !== null) {
    const where = record.listed_on
      ? t("tray.cards.listedOn", { title: shortened(record.listed_on) })
      : t("tray.cards.listedOnPage");
    return <p className="tray-standing">{firstListed && !record.ticked ? t("tray.cards.outside") : where}</p>;
  }
  const missing = record.row.missing.length > 0;
  if (record.duplicates.length > 0 && !missing && !problem) return null;
  const told = problem && !(missing && problem.code === "no-title");
  return (
    <p className={classes("tray-standing", (missing || told) && "is-needed")}>
      {told ? remark(t, problem) : lacks(t, i18n, record)}
    </p>
  );
}

interface DuplicateProps {
  duplicate: TrayDuplicate;
  more: number;
  fileName: (file: number) => string;
}

function Duplicate({ duplicate, more, fileName }: DuplicateProps) {
  const { t, i18n } = useTranslation();
  const [first] = duplicate.why;
  const file = duplicate.tray ? fileName(duplicate.tray[0]) : "";
  return (
    <p className="tray-duplicate" title={duplicate.why.map((why) => reason(t, why)).join(", ")}>
      {first && <Chip tone="doubt">{reason(t, first)}</Chip>}
      <span>
        {verdict(t, i18n, duplicate, file)}
        {more > 0 && ` ${t("tray.duplicate.more", { count: more })}`}
      </span>
    </p>
  );
}

/** A title within a sentence. */
function shortened(title: string): string {
  const most = /\p{Script=Han}/u.test(title) ? 18 : 40;
  const whole = [...title];
  if (whole.length <= most) return title;
  const cut = whole.slice(0, most + 1).join("");
  const word = cut.lastIndexOf(" ");
  return `${word > most / 2 ? cut.slice(0, word) : whole.slice(0, most).join("")}…`;
}
