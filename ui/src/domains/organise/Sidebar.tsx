/** The places of the library: what it holds, its collections and tags, the trash. */
import { type KeyboardEvent, memo, useRef } from "react";
import { useDuplicateSetsLater, useOrganisation, useSummary } from "../../backend/queries";
import { useTranslation } from "../../i18n";
import { isComposing } from "../../shared/composing";
import { AllIcon, DuplicatesIcon, ListedIcon, NeedsIcon, TrashIcon } from "../../shared/icons";
import { Collections } from "./Collections";
import { PlaceItem } from "./PlaceItem";
import { Tags } from "./Tags";

/** The search for duplicates keeps a processor busy: what one does, and what that shows, goes before it. */
const LOOKING_AROUND_MS = 1500;

export function Sidebar() {
  const { t } = useTranslation();
  const nav = useRef<HTMLElement>(null);
  const { data: summary, dataUpdatedAt } = useSummary();
  const sets = useDuplicateSetsLater((summary?.references ?? 0) > 1, dataUpdatedAt, LOOKING_AROUND_MS);
  const { data: organisation } = useOrganisation();
  return (
    <nav
      ref={nav}
      className="sidebar"
      aria-label={t("organise.label")}
      onKeyDown={(event) => move(event, nav.current)}
      data-testid="sidebar"
    >
      <ul>
        <Standing kind="all" count={summary?.references} />
        <Standing kind="needs-metadata" count={summary?.needs_metadata} />
        <Standing kind="duplicates" count={sets?.length} />
        <Standing kind="listed" count={summary?.listed} />
      </ul>
      <Collections collections={organisation?.collections ?? NONE} />
      <Tags tags={organisation?.tags ?? NONE} />
      <ul className="sidebar-end">
        <Standing kind="trash" count={summary?.trash} />
      </ul>
    </nav>
  );
}

const NONE: never[] = [];

const ICONS = {
  all: <AllIcon />,
  "needs-metadata": <NeedsIcon />,
  duplicates: <DuplicatesIcon />,
  listed: <ListedIcon />,
  trash: <TrashIcon />,
};

interface StandingProps {
  kind: keyof typeof ICONS;
  count: number | undefined;
}

/** Stands as it is while others' counts change. */
const Standing = memo(function Standing({ kind, count }: StandingProps) {
  const { t } = useTranslation();
  return (
    <li>
      <PlaceItem
        place={{ kind }}
        icon={ICONS[kind]}
        name={t(`places.${kind}`)}
        count={count}
        testId={`place-${kind}`}
      />
    </li>
  );
});

/** Up and down, first and last, from one place to the next. */
function move(event: KeyboardEvent, nav: HTMLElement | null) {
  if (!nav || isComposing(event) || !(event.target as Element).matches(".place")) return;
  const places = [...nav.querySelectorAll<HTMLElement>(".place")];
  const at = places.indexOf(event.target as HTMLElement);
  const next: Record<string, number> = {
    ArrowDown: at + 1,
    ArrowUp: at - 1,
    Home: 0,
    End: places.length - 1,
  };
  const to = next[event.key];
  if (to === undefined) return;
  event.preventDefault();
  places[to]?.focus();
}
