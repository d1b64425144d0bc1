/** The list of references: its head, its rows, or what to do where there are none. */
import { createContext, useContext, useEffect, useMemo, useRef } from "react";
import { useShallow } from "zustand/react/shallow";
import { useBackend } from "../../backend/context";
import { useOrganisation } from "../../backend/queries";
import type { ReferenceListRequest } from "../../bindings/ReferenceListRequest";
import { useTranslation } from "../../i18n";
import { classes } from "../../shared/classes";
import { ContextMenu } from "../../shared/Menu";
import { listRequest, useSession } from "../../shared/session";
import { ListEmpty, ListFailed } from "./ListEmpty";
import { ListHead } from "./ListHead";
import { placeName } from "./places";
import { ReferenceMenu } from "./ReferenceMenu";
import { ReferenceRow, rowId } from "./ReferenceRow";
import { useListCommands } from "./useListCommands";
import { type Rows, useRows, useRowsBetween } from "./useRows";
import { type Selecting, useSelecting } from "./useSelecting";
import { useSlots } from "./useSlots";
import { type Track, useTrack } from "./useTrack";

export function ReferenceList() {
  const { t } = useTranslation();
  const { place, text, sort, descending } = useSession(
    useShallow(({ place, text, sort, descending }) => ({ place, text, sort, descending })),
  );
  const wanted = useMemo(
    () => listRequest({ place, text, sort, descending }),
    [place, text, sort, descending],
  ) as ReferenceListRequest;
  const rows = useRows(wanted);
  const collections = useOrganisation().data?.collections ?? [];
  const name = placeName(t, place, collections);
  const shown = useMemo(() => ({ rows, name }), [rows, name]);
  return (
    <section className="list" aria-label={name}>
      <ListHead name={name} rows={rows} />
      {rows.error && !rows.known ? (
        <ListFailed error={rows.error} again={rows.again} />
      ) : rows.known && rows.total === 0 && !rows.waiting ? (
        <ListEmpty place={place} text={text} />
      ) : (
        <Shown value={shown}>{LIST}</Shown>
      )}
    </section>
  );
}

/** What the list shows. It goes past the menu around the rows, which need not be made anew with them. */
const Shown = createContext<{ rows: Rows; name: string } | null>(null);

const LIST = (
  <ContextMenu
    area={
      <div className="rows-area">
        <List />
      </div>
    }
  >
    <ReferenceMenu />
  </ContextMenu>
);

function List() {
  const shown = useContext(Shown);
  return shown && <RowList {...shown} />;
}

function RowList({ rows, name }: { rows: Rows; name: string }) {
  const list = useRef<HTMLDivElement>(null);
  const track = useTrack(list, rows.total);
  const selecting = useSelecting(rows, track);
  const selection = useSession((session) => session.selection);
  const selected = useMemo(() => new Set(selection), [selection]);
  const first = track.indices.at(0) ?? 0;
  const last = track.indices.at(-1) ?? 0;
  const rowAt = useRowsBetween(rows.request, first, last);
  const shown = track.indices.map(rowAt);
  const slots = useSlots(shown.map((row, place) => row?.id ?? `${track.indices[place]}`));
  useRevealing(rows, track, selecting);
  useListCommands(rows, selecting);
  const { cursor, onMouseDown, onDoubleClick, onContextMenu, onKeyDown } = selecting;
  const active = cursor >= first && cursor <= last && rows.total > 0;
  return (
    <div
      ref={list}
      id="reference-list"
      className={classes("rows", rows.waiting && "is-waiting")}
      role="listbox"
      tabIndex={0}
      aria-label={name}
      aria-multiselectable="true"
      aria-activedescendant={active ? rowId(cursor) : undefined}
      onMouseDown={onMouseDown}
      onDoubleClick={onDoubleClick}
      onContextMenu={onContextMenu}
      onKeyDown={onKeyDown}
      data-testid="reference-list"
    >
      <div className="rows-track" style={{ height: track.height }} role="presentation">
        {track.indices.map((index, place) => {
          const row = shown[place] ?? null;
          return (
            <ReferenceRow
              key={slots[place]}
              row={row}
              index={index}
              total={rows.total}
              top={track.topOf(index)}
              selected={row !== null && selected.has(row.id)}
              current={index === cursor}
            />
          );
        })}
      </div>
    </div>
  );
}

/** A new list begins at its top with its first reference read; what somebody asked to see comes into view. */
function useRevealing(rows: Rows, track: Track, { pick, picking, setCursor }: Selecting) {
  const backend = useBackend();
  const reveal = useSession((session) => session.reveal);
  const { request, known, total, waiting } = rows;
  const shown = useRef<ReferenceListRequest | null>(null);
  useEffect(() => {
    if (!known || waiting || shown.current === request) return;
    shown.current = request;
    const { selection, reveal: asked } = useSession.getState();
    if (asked && selection.includes(asked.id)) return;
    if (total > 0) track.show(0, "start");
    if (selection.length === 0 && total > 0) pick(0);
    else setCursor(0);
  }, [request, known, waiting, total, track, pick, setCursor]);

  const { show } = track;
  const { fresh, version } = rows;
  const revealed = useRef<typeof reveal>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new answer may have moved what is read
  useEffect(() => {
    const focused = useSession.getState().selection.at(-1);
    // A list that is being fetched anew may not hold it yet, or elsewhere.
    if (!known || waiting || !fresh || focused === undefined) return;
    let stale = false;
    backend
      .referencePosition(request, focused)
      .then((position) => {
        if (stale || position === null) return;
        const isAsked = reveal !== revealed.current && reveal?.id === focused;
        revealed.current = reveal;
        // Who went elsewhere meanwhile, or is about to, stays there.
        if (picking() || useSession.getState().selection.at(-1) !== focused) return;
        setCursor(position);
        if (isAsked) show(position, "center");
      })
      // Then the cursor stays where it is; the pane shows it all the same.
      .catch(() => {});
    return () => {
      stale = true;
    };
  }, [reveal, request, known, waiting, fresh, version, backend, picking, setCursor, show]);
}
