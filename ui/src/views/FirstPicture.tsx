/**
 * The first rows, in their place, while the rest of the window is on its way: some tenths of a second. A row that is
 * pressed meanwhile is selected, and stays so.
 */
import type { MouseEvent } from "react";
import type { ReferenceList } from "../bindings/ReferenceList";
import { ReferenceRow } from "../domains/references/ReferenceRow";
import { ROW_PX, trackOf } from "../domains/references/track";
import { useTranslation } from "../i18n";
import { classes } from "../shared/classes";
import { usePreferences } from "../shared/preferences";
import { useSession } from "../shared/session";

export function FirstPicture({ rows: { rows, total } }: { rows: ReferenceList }) {
  const { t } = useTranslation();
  const sidebar = usePreferences((preferences) => preferences.sidebar);
  const selection = useSession((session) => session.selection);
  const select = useSession((session) => session.select);
  const name = t("places.all");
  const visible = rows.slice(0, Math.ceil(window.innerHeight / ROW_PX));
  const { height } = trackOf(total, window.innerHeight);
  const press = ({ target }: MouseEvent) => {
    const row = target instanceof Element ? target.closest<HTMLElement>("[data-id]") : null;
    if (row?.dataset.id) select([row.dataset.id]);
  };
  return (
    <div className={classes("window has-list", !sidebar && "is-wide")}>
      <div className="frame">
        <header className="toolbar" />
        <main className={classes("body", !sidebar && "is-wide")}>
          <div className="body-under">
            {sidebar && <nav className="sidebar" />}
            <div className="list-place">
              <section className="list" aria-label={name}>
                <header className="list-head">
                  {/* Their number comes with the rest: the first number that is written takes 8 ms. */}
                  <h2>{name}</h2>
                </header>
                <div className="rows" role="listbox" aria-label={name} onMouseDown={press}>
                  <div className="rows-track" style={{ height }} role="presentation">
                    {visible.map((row, index) => (
                      <ReferenceRow
                        key={row.id}
                        row={row}
                        index={index}
                        total={total}
                        top={index * ROW_PX}
                        selected={selection.includes(row.id)}
                        current={false}
                      />
                    ))}
                  </div>
                </div>
              </section>
            </div>
            <div className="pane-column" />
          </div>
        </main>
        <footer className="status" />
      </div>
    </div>
  );
}
