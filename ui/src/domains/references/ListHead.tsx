/** Above the list: where one is, how much there is, and in which order. */

import { memo } from "react";
import { useShallow } from "zustand/react/shallow";
import type { SortBy } from "../../bindings/SortBy";
import { useTranslation } from "../../i18n";
import { Button } from "../../shared/Button";
import { runCommand } from "../../shared/commands";
import { IconButton } from "../../shared/IconButton";
import { ArrowDownIcon, ArrowUpIcon, MoreIcon } from "../../shared/icons";
import { Menu, MenuChoice, MenuItem, MenuSeparator } from "../../shared/Menu";
import { useSession } from "../../shared/session";
import { ReferenceMenu } from "./ReferenceMenu";
import type { Rows } from "./useRows";

const SORTS: readonly SortBy[] = ["added", "year", "title", "author", "container"];

/** The direction in which most people want it. */
const FALLS: Record<SortBy, boolean> = {
  added: true,
  year: true,
  title: false,
  author: false,
  container: false,
};

export function ListHead({ name, rows }: { name: string; rows: Rows }) {
  const { t } = useTranslation();
  const { place, text, search } = useSession(
    useShallow(({ place, text, search }) => ({ place, text, search })),
  );
  return (
    <header className="list-head">
      <h2 title={name} lang={place.kind === "collection" || place.kind === "tag" ? langOf(name) : undefined}>
        {name}
      </h2>
      <span className="list-count" data-testid="list-count">
        {rows.known && t("list.count", { count: rows.total })}
      </span>
      {text !== "" && (
        <Button size="small" look="link" onClick={() => search("")} data-testid="clear-search">
          {t("list.clear")}
        </Button>
      )}
      {place.kind === "needs-metadata" && rows.total > 0 && text === "" && (
        <Button
          size="small"
          look="link"
          onClick={() => runCommand("complete-all")}
          data-testid="complete-all"
        >
          {t("list.completeAll")}
        </Button>
      )}
      <Tools any={rows.total > 0} />
    </header>
  );
}

/** The order and the actions, which stand as they are while the list changes. `any` is whether it holds anything. */
const Tools = memo(function Tools({ any }: { any: boolean }) {
  const { t } = useTranslation();
  const { sort, descending, sortBy, empty } = useSession(
    useShallow(({ sort, descending, sortBy, selection }) => ({
      ...{ sort, descending, sortBy },
      empty: selection.length === 0,
    })),
  );
  return (
    <span className="list-tools">
      <Menu
        align="end"
        trigger={
          <Button look="quiet" size="small" opens aria-label={t("list.sortedBy", { by: t(`sorts.${sort}`) })}>
            {descending ? <ArrowDownIcon small /> : <ArrowUpIcon small />}
            {t(`sorts.${sort}`)}
          </Button>
        }
      >
        <MenuChoice
          label={t("list.sort")}
          value={sort}
          onChange={(next) => sortBy(next, FALLS[next])}
          options={SORTS.map((value) => ({ value, label: t(`sorts.${value}`) }))}
        />
        <MenuSeparator />
        <MenuChoice
          value={descending ? "falling" : "rising"}
          onChange={(direction) => sortBy(sort, direction === "falling")}
          options={(["rising", "falling"] as const).map((value) => ({
            value,
            label: t(`sorts.${sort === "added" || sort === "year" ? "age" : "letters"}.${value}`),
          }))}
        />
      </Menu>
      <Menu
        align="end"
        trigger={
          <IconButton size="small" label={t("list.actions")} icon={<MoreIcon />} data-testid="actions" />
        }
      >
        <MenuItem shortcut="Ctrl+A" onSelect={() => runCommand("select-all")} disabled={!any}>
          {t("commands.select-all")}
        </MenuItem>
        {!empty && (
          <>
            <MenuSeparator />
            <ReferenceMenu />
          </>
        )}
      </Menu>
    </span>
  );
});

/** A name that a person typed is in whatever script they typed. */
export const langOf = (name: string) => (/\p{Script=Han}/u.test(name) ? "zh-Hans" : "en");
