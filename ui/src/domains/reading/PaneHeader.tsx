/** The first row of the pane: the pair of titles, who wrote it, where it appeared, what it lacks. */

import { useBackend } from "../../backend/context";
import { useDo } from "../../backend/queries";
import type { LocalizedText } from "../../bindings/LocalizedText";
import type { ReferenceDetail } from "../../bindings/ReferenceDetail";
import { useTranslation } from "../../i18n";
import { Button } from "../../shared/Button";
import { runCommand } from "../../shared/commands";
import { Authors } from "./Authors";

export function PaneHeader({ detail }: { detail: ReferenceDetail }) {
  const { t } = useTranslation();
  const { row } = detail;
  return (
    <header className="pane-head">
      <div className="head-titles">
        <h1 className="head-title" data-testid="pane-title" lang={row.title?.lang}>
          {row.title ? (
            <span>{row.title.text}</span>
          ) : (
            <span className="head-untitled">{t("reading.noTitle")}</span>
          )}
        </h1>
        {row.other_title && (
          <p className="head-pair" lang={row.other_title.lang}>
            <span>{row.other_title.text}</span>
          </p>
        )}
      </div>
      <div className="head-by">
        <Authors detail={detail} />
        <span className="by-place" lang={row.container?.lang ?? "und"}>
          <Place container={row.container} year={row.year} place={row.place} />
        </span>
        <i className="by-gap" />
        {row.missing.length > 0 && <Complete detail={detail} />}
        {detail.doi && <DoiLink doi={detail.doi} />}
      </div>
      <Standing detail={detail} />
    </header>
  );
}

/** Journal, year, volume, issue and pages: "J Shift Work Health 2021; 14(3): 201–212". */
export function Place({
  container,
  year,
  place,
}: {
  container: LocalizedText | null;
  year: string | null;
  place: string | null;
}) {
  return (
    <>
      {container && `${container.text} `}
      {year}
      {place && `${year ? "; " : ""}${place}`}
    </>
  );
}

function Complete({ detail }: { detail: ReferenceDetail }) {
  const { t, i18n } = useTranslation();
  const parts = detail.row.missing
    .map((part) => t(`missing.${part}`))
    .join(i18n.language === "zh" ? "、" : ", ");
  return (
    <Button
      size="small"
      className="by-complete"
      title={t("reading.completeLabel", { parts })}
      onClick={() => runCommand("reference-complete")}
      data-testid="complete"
    >
      {t("reading.complete")}
    </Button>
  );
}

export function DoiLink({ doi }: { doi: string }) {
  const { t } = useTranslation();
  const backend = useBackend();
  const label = t("reading.openDoi", { doi });
  return (
    <button
      type="button"
      className="by-doi"
      aria-label={label}
      title={label}
      onClick={() => backend.openLink(`https://doi.org/${doi}`).catch(() => {})}
      data-testid="doi"
    >
      <span className="doi-whole">{doi}</span>
      <span className="doi-short">DOI</span>
    </button>
  );
}

/** Listed works and deleted references say so, with the way back. */
function Standing({ detail }: { detail: ReferenceDetail }) {
  const { t } = useTranslation();
  const { standing, row } = detail;
  const act = useDo<"add" | "restore", void>((backend, how) =>
    how === "add" ? backend.addListed([row.id]) : backend.restoreReferences([row.id]),
  );
  if (standing === "reference") return null;
  const how = standing === "listed" ? "add" : "restore";
  return (
    <p className="head-standing" data-testid="standing">
      {t(`reading.${standing}`)}
      <Button size="small" disabled={act.isPending} onClick={() => act.mutate(how)}>
        {t(`reading.${how}`)}
      </Button>
      {act.error && (
        <span role="alert">{t([`errors.${act.error.code}`, "errors.unknown"], act.error.params)}</span>
      )}
    </p>
  );
}
