/** A file of many records, summed up by what is to be said about it. Its records are shown when somebody asks. */

import type { TrayFile } from "../../bindings/TrayFile";
import { useTranslation } from "../../i18n";
import { Button } from "../../shared/Button";
import { NeedsIcon, WarnIcon } from "../../shared/icons";
import { useDesk } from "./desk";
import { byCode, recordsOf } from "./items";
import { remark } from "./words";

interface LargeFileProps {
  file: TrayFile;
  /** How many records need a look; undefined while that is being found out. */
  problems: number | undefined;
}

export function LargeFile({ file, problems }: LargeFileProps) {
  const { t, i18n } = useTranslation();
  const { shows, show } = useDesk();
  const shown = shows[file.id];
  const count = new Intl.NumberFormat(i18n.language);
  const codes = byCode(file.problems);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a cell of a grid of cards
    // biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus
    <div role="gridcell" className="tray-large" data-testid="tray-large">
      <ul>
        {problems !== undefined && (
          <li className={problems > 0 ? "is-needed" : undefined}>
            <b>{problems > 0 && count.format(problems)}</b>
            {problems > 0 && <NeedsIcon />}
            <span>{problems > 0 ? t("tray.large.needed", { count: problems }) : t("tray.large.clean")}</span>
          </li>
        )}
        {codes.map(({ problem, count: times }) => (
          <li key={problem.code} data-code={problem.code}>
            <b>{times > 1 && count.format(times)}</b>
            <WarnIcon />
            <span>{remark(t, problem)}</span>
          </li>
        ))}
      </ul>
      <div className="tray-large-acts">
        {problems !== undefined && problems > 0 && shown !== "problems" && (
          <Button size="small" onClick={() => show(file.id, "problems")} data-testid="tray-show-problems">
            {t("tray.large.show", { count: problems })}
          </Button>
        )}
        {shown !== "all" && (
          <Button look="quiet" size="small" onClick={() => show(file.id, "all")} data-testid="tray-show-all">
            {t("tray.large.all", { count: recordsOf(file) })}
          </Button>
        )}
        {shown && (
          <Button look="quiet" size="small" onClick={() => show(file.id, null)}>
            {t("tray.large.hide")}
          </Button>
        )}
      </div>
    </div>
  );
}
