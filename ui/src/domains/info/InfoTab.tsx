/** Everything known about a reference: values with their sources, people, what it is to others, what was done to it. */

import { useBackend } from "../../backend/context";
import { useAsk, useDo, useOrganisation } from "../../backend/queries";
import type { FreeCopy as FreeCopyAnswer } from "../../bindings/FreeCopy";
import type { ReferenceDetail } from "../../bindings/ReferenceDetail";
import type { RelatedWork } from "../../bindings/RelatedWork";
import { useTranslation } from "../../i18n";
import { Button } from "../../shared/Button";
import { runCommand } from "../../shared/commands";
import { LanguageBadge } from "../../shared/LanguageBadge";
import { useSession } from "../../shared/session";
import { Fields } from "./Fields";
import { People } from "./People";
import { day, operationWords } from "./sources";

export function InfoTab({ detail }: { detail: ReferenceDetail }) {
  const { t } = useTranslation();
  return (
    <div className="info">
      <Fields detail={detail} />
      {(detail.affiliations.length > 0 ||
        detail.authors.some(({ orcid, other_name }) => orcid || other_name)) && (
        <Part title={t("info.authors")}>
          <People detail={detail} />
        </Part>
      )}
      <Grouping detail={detail} />
      <Editions id={detail.row.id} />
      {detail.doi && <FreeCopy id={detail.row.id} />}
      {detail.related.length > 0 && <Related related={detail.related} />}
      <Notices detail={detail} />
      <Part title={t("info.history")}>
        {detail.history.length === 0 && <p className="info-none">{t("info.noHistory")}</p>}
        <ol className="history">
          {detail.history.map((operation) => (
            <li key={operation.id} className={operation.undone ? "is-undone" : ""}>
              <time dateTime={operation.when}>{day(operation.when)}</time>
              <span>{operationWords(t, operation)}</span>
              {operation.undone && <em>{t("info.undone")}</em>}
            </li>
          ))}
        </ol>
      </Part>
    </div>
  );
}

/** Where the work can be read by anybody: asked only when somebody wants to know. */
function FreeCopy({ id }: { id: string }) {
  const { t } = useTranslation();
  const backend = useBackend();
  const find = useDo<void, FreeCopyAnswer>((own) => own.lookupFreeCopy({ job: crypto.randomUUID(), id }));
  const { data: found, error } = find;
  const url = found?.url;
  return (
    <Part title={t("info.freeCopy")}>
      <p className="free-copy" data-testid="free-copy">
        {url ? (
          <Button look="link" onClick={() => backend.openLink(url).catch(() => {})}>
            {t("info.openFreeCopy")}
          </Button>
        ) : (
          <Button
            size="small"
            disabled={find.isPending}
            onClick={() => find.mutate()}
            data-testid="free-copy-find"
          >
            {t(find.isPending ? "info.findingFreeCopy" : "info.findFreeCopy")}
          </Button>
        )}
        <span role="status">
          {error && t([`errors.${error.code}`, "errors.unknown"], error.params)}
          {found && !url && t([`info.noFreeCopy.${found.problem ?? "none"}`, "info.noFreeCopy.unknown"])}
        </span>
      </p>
    </Part>
  );
}

/** The records of this work in other languages that were joined with it. */
function Editions({ id }: { id: string }) {
  const { t } = useTranslation();
  const { data: editions } = useAsk("references", ["editions", id], (backend) => backend.editionsOf(id));
  const split = useDo<string, void>((backend, other) => backend.splitEditions({ keep: id, other }));
  if (!editions || editions.length === 0) return null;
  return (
    <Part title={t("info.editions")}>
      <ul className="editions" data-testid="editions">
        {editions.map((edition) => (
          <li key={edition.id}>
            <span lang={edition.lang}>{edition.title}</span>
            {edition.doi && <small>{edition.doi}</small>}
            <Button
              size="small"
              look="link"
              onClick={() => split.mutate(edition.id)}
              data-testid="editions-split"
            >
              {t("info.splitEdition")}
            </Button>
          </li>
        ))}
      </ul>
    </Part>
  );
}

function Part({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <section className="info-part">
      <h2>{title}</h2>
      <div>{children}</div>
    </section>
  );
}

function Grouping({ detail }: { detail: ReferenceDetail }) {
  const { t } = useTranslation();
  const all = useOrganisation().data?.collections ?? [];
  const collections = all.filter(({ id }) => detail.collections.includes(id)).map(({ name }) => name);
  return (
    <>
      <Part title={t("info.tags")}>
        <Names names={detail.tags} none={t("info.noTags")} onChange={() => runCommand("reference-tag")} />
      </Part>
      <Part title={t("info.collections")}>
        <Names
          names={collections}
          none={t("info.noCollections")}
          onChange={() => runCommand("reference-collect")}
        />
      </Part>
    </>
  );
}

function Names({ names, none, onChange }: { names: string[]; none: string; onChange(): void }) {
  const { t } = useTranslation();
  return (
    <p className="names">
      {names.length === 0 && <span className="info-none">{none}</span>}
      {names.map((name) => (
        <span key={name} className="name" lang={/\p{Script=Han}/u.test(name) ? "zh-Hans" : undefined}>
          {name}
        </span>
      ))}
      <Button look="link" size="small" onClick={onChange}>
        {t("info.change")}
      </Button>
    </p>
  );
}

function Related({ related }: { related: RelatedWork[] }) {
  const { t } = useTranslation();
  const directions = ["listed-there", "listed-here"] as const;
  return (
    <Part title={t("info.related")}>
      {directions.map((direction) => {
        const works = related.filter((work) => work.direction === direction);
        if (works.length === 0) return null;
        const total = works[0]?.total;
        return (
          <div key={direction} className="related">
            <h3>
              {t(direction === "listed-here" ? "info.listedHere" : "info.listedThere")}
              {direction === "listed-here" && total != null && (
                <span>{t("info.captured", { count: works.length, total })}</span>
              )}
            </h3>
            <ul>
              {works.map((work) => (
                <Work key={work.row.id} work={work} />
              ))}
            </ul>
          </div>
        );
      })}
    </Part>
  );
}

function Work({ work }: { work: RelatedWork }) {
  const { t } = useTranslation();
  const select = useSession((session) => session.select);
  const add = useDo<void, void>((backend) => backend.addListed([work.row.id]));
  const { row, rank, total, listed } = work;
  const title = row.title?.text ?? t("list.noTitle");
  return (
    <li>
      <span className="related-rank">
        {rank !== null &&
          (total !== null && work.direction === "listed-there" ? t("info.rank", { rank, total }) : rank)}
      </span>
      <button type="button" className="related-title" onClick={() => select([row.id])}>
        <span lang={row.title?.lang}>{title}</span>
        <span className="related-year">{row.year}</span>
      </button>
      <LanguageBadge languages={row.languages} />
      {listed && (
        <Button
          look="link"
          size="small"
          aria-label={t("info.addLabel", { title })}
          disabled={add.isPending}
          onClick={() => add.mutate()}
        >
          {t("info.add")}
        </Button>
      )}
    </li>
  );
}

/** What the captured sites say about using their texts. */
function Notices({ detail }: { detail: ReferenceDetail }) {
  const { t } = useTranslation();
  const notices = detail.sources.flatMap((source) =>
    source.kind === "capture" && source.notice ? [{ site: source.site, notice: source.notice }] : [],
  );
  const unique = notices.filter(
    ({ notice }, place) => notices.findIndex((one) => one.notice === notice) === place,
  );
  if (unique.length === 0) return null;
  return (
    <Part title={t("info.notices")}>
      {unique.map(({ site, notice }) => (
        <blockquote key={notice} className="notice" lang={/\p{Script=Han}/u.test(notice) ? "zh-Hans" : "en"}>
          {site && <b>{site}</b>}
          {notice}
        </blockquote>
      ))}
    </Part>
  );
}
