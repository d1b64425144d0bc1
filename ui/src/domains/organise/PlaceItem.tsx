/** One place of the sidebar. Tab reaches the one that is shown; the arrow keys reach the others. */
import type { ComponentPropsWithRef, ReactNode } from "react";
import { useTranslation } from "../../i18n";
import { compactNumbers } from "../../i18n/formats";
import { classes } from "../../shared/classes";
import { type Place, useSession } from "../../shared/session";

interface PlaceItemProps extends Omit<ComponentPropsWithRef<"button">, "name"> {
  place: Place;
  icon: ReactNode;
  name: string;
  /** Whether a person typed the name, so that its script says its language. */
  typed?: boolean | undefined;
  count: number | undefined;
  /** How deep it stands among collections. */
  depth?: number | undefined;
  testId?: string | undefined;
}

export function PlaceItem({ place, icon, name, typed, count, depth = 0, testId, ...rest }: PlaceItemProps) {
  const { t, i18n } = useTranslation();
  const shown = useSession((session) => isSame(session.place, place));
  const goTo = useSession((session) => session.goTo);
  return (
    <button
      type="button"
      title={name}
      onClick={() => goTo(place)}
      data-testid={testId}
      {...rest}
      style={depth > 0 ? { ...rest.style, paddingLeft: 8 + depth * 16 } : rest.style}
      className={classes("place", shown && "is-shown", rest.className)}
      tabIndex={shown ? 0 : -1}
      aria-current={shown ? "page" : undefined}
    >
      {icon}
      <span className="place-name" lang={typed ? (HAN.test(name) ? "zh-Hans" : "en") : undefined}>
        {name}
      </span>
      {count !== undefined && count > 0 && (
        <span className="place-count" title={t("organise.count", { count })}>
          {count < COMPACT_FROM
            ? t("organise.count", { count })
            : compactNumbers(i18n.language).format(count)}
        </span>
      )}
    </button>
  );
}

/** From here on a count would take the room of the name. */
const COMPACT_FROM = 10_000;

const HAN = /\p{Script=Han}/u;

export function isSame(one: Place, other: Place): boolean {
  if (one.kind === "collection" && other.kind === "collection") return one.id === other.id;
  if (one.kind === "tag" && other.kind === "tag") return one.name === other.name;
  return one.kind === other.kind;
}
