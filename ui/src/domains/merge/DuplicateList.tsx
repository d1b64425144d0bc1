/**
 * The groups of works that are the same or may be, in the list's place. A work that is selected is read in the pane;
 * ↑ and ↓ go from work to work, Enter opens the merge of its group.
 */
import { type CSSProperties, type KeyboardEvent, type Ref, useRef } from "react";
import { useDuplicateSets } from "../../backend/queries";
import type { DuplicateSet } from "../../bindings/DuplicateSet";
import { useTranslation } from "../../i18n";
import { Button } from "../../shared/Button";
import { classes } from "../../shared/classes";
import { useCommand } from "../../shared/commands";
import { EmptyState } from "../../shared/EmptyState";
import { DuplicatesIcon } from "../../shared/icons";
import { useFocused, useSession } from "../../shared/session";
import { idsOf, useSetsInView } from "./useSetsInView";
import { Work } from "./Work";
import { whyInWords } from "./why";

export function DuplicateList() {
  const { t } = useTranslation();
  const { data: sets, error } = useDuplicateSets();
  const list = useRef<HTMLDivElement>(null);
  const select = useSession((session) => session.select);
  const merge = useSession((session) => session.merge);
  const focused = useFocused();
  const works = (sets ?? []).flatMap((set) => set.members.map(({ id }) => id));
  const current = focused !== null && works.includes(focused) ? focused : works[0];
  const group = sets?.find((set) => focused !== null && idsOf(set).includes(focused));
  useCommand("reference-merge", () => group && merge(idsOf(group)), group !== undefined);
  const view = useSetsInView(list, sets ?? [], current);

  const go = (id: string | undefined) => {
    if (id === undefined) return;
    select([id]);
    view.focus(id);
  };
  const press = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const at = current === undefined ? -1 : works.indexOf(current);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: works.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    go(works[Math.max(0, Math.min(works.length - 1, to))]);
  };

  return (
    <section className="duplicates" aria-label={t("work.duplicates.label")} data-testid="duplicates">
      <header className="duplicates-head">
        <h2>{t("work.duplicates.title")}</h2>
        {sets && <span className="duplicates-count">{sets.length}</span>}
      </header>
      {error && (
        <p className="duplicates-failed" role="alert">
          {t("work.duplicates.failed")} {t([`errors.${error.code}`, "errors.unknown"], error.params)}
        </p>
      )}
      {sets?.length === 0 && (
        <EmptyState title={t("work.duplicates.emptyTitle")}>{t("work.duplicates.empty")}</EmptyState>
      )}
      {sets && sets.length > 0 && (
        // biome-ignore lint/a11y/noStaticElementInteractions: arrow keys move the focus among the buttons inside
        <div ref={list} className="duplicates-scroll" onKeyDown={press}>
          <div className="duplicates-track" style={{ height: view.height }}>
            {view.items.map(({ key, index, start }) => {
              const set = sets[index];
              return (
                set && (
                  <Group
                    key={key}
                    measure={view.measure}
                    index={index}
                    top={start}
                    set={set}
                    current={current}
                    focused={focused}
                    onSelect={go}
                    onMerge={() => merge(idsOf(set))}
                  />
                )
              );
            })}
          </div>
        </div>
      )}
    </section>
  );
}

interface GroupProps {
  measure: Ref<HTMLElement>;
  index: number;
  /** Where it stands, in pixels. */
  top: number;
  set: DuplicateSet;
  /** The work that Tab reaches. */
  current: string | undefined;
  /** The work in the pane. */
  focused: string | null;
  onSelect: (id: string) => void;
  onMerge: () => void;
}

function Group({ measure, index, top, set, current, focused, onSelect, onMerge }: GroupProps) {
  const { t } = useTranslation();
  const style: CSSProperties = { transform: `translateY(${top}px)` };
  const verdict = t(`work.duplicates.${set.verdict}`);
  const why = set.why.map((one) => whyInWords(t, one)).join("\u00a0· ");
  return (
    <section
      ref={measure}
      className={classes("duplicate-set", `is-${set.verdict}`, index === 0 && "is-first")}
      style={style}
      data-index={index}
      aria-label={why ? t("work.duplicates.set", { verdict, why }) : verdict}
      data-testid="duplicate-set"
    >
      <header className="duplicate-why">
        <DuplicatesIcon />
        <p>
          <b>{verdict}</b>
          {why && <span title={why}>{why}</span>}
        </p>
        <Button size="small" onClick={onMerge} data-testid="duplicate-merge">
          {t("work.duplicates.merge")}
        </Button>
      </header>
      <ul>
        {set.members.map((row) => (
          <li key={row.id}>
            <button
              type="button"
              className="duplicate-work"
              aria-current={row.id === focused || undefined}
              tabIndex={row.id === current ? 0 : -1}
              data-work={row.id}
              data-testid="duplicate-work"
              onClick={() => onSelect(row.id)}
              onDoubleClick={onMerge}
              onKeyDown={(event) => {
                if (event.key !== "Enter" || event.nativeEvent.isComposing) return;
                event.preventDefault();
                onSelect(row.id);
                onMerge();
              }}
            >
              <Work row={row} />
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
