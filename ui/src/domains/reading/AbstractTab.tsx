// biome-ignore-all lint/a11y/useSemanticElements: a table cannot be laid out as this grid is
// biome-ignore-all lint/a11y/useFocusableInteractive: the focus moves between the cells
/** The abstract in whatever state it is: two texts in pairs, one, two that are unrelated, or none. Never an empty half. */
import { type ReactNode, useState } from "react";
import type { AbstractColumn } from "../../bindings/AbstractColumn";
import type { AbstractView } from "../../bindings/AbstractView";
import type { ReferenceDetail } from "../../bindings/ReferenceDetail";
import { useTranslation } from "../../i18n";
import { Button } from "../../shared/Button";
import { runCommand } from "../../shared/commands";
import { ClipboardIcon, LanguageIcon, LookUpIcon } from "../../shared/icons";
import { languageName } from "../../shared/languages";
import { usePreferences } from "../../shared/preferences";
import { useSession } from "../../shared/session";
import { AlignedGrid } from "./AlignedGrid";
import { AttachPanel } from "./AttachPanel";
import { Provenance } from "./Provenance";
import { isHan, type Side } from "./pairs";
import { SingleText } from "./SingleText";
import type { Grid } from "./useGrid";
import type { Standing } from "./useLayout";

export interface AbstractTabProps {
  detail: ReferenceDetail;
  view: AbstractView;
  standing: Standing;
  grid: Grid;
  citation: string;
  /** In reading mode the titles stand in the grid, or above the one text. */
  titles?: { under: ReactNode };
  onCopy(text: string): void;
}

export function AbstractTab(props: AbstractTabProps) {
  const { view, standing, titles } = props;
  const textStep = usePreferences((preferences) => preferences.textStep);
  return (
    <div
      className={`abstract abstract-${view.state} stands-${standing} step-${textStep}`}
      data-testid="abstract"
    >
      {titles && (view.state !== "pair" || standing === "left" || standing === "right") && (
        <PageTitle view={view} detail={props.detail} under={titles.under} />
      )}
      <Body {...props} />
    </div>
  );
}

function Body(props: AbstractTabProps) {
  const { view, standing, detail } = props;
  const { left, right } = view;
  const published = detail.row.title?.lang ?? null;
  if (view.state === "none" || !left) return <NoAbstract detail={detail} />;
  if (view.state === "one" || !right)
    return <OneLanguage reference={detail.row.id} view={view} column={left} published={published} />;
  if (view.state === "unrelated")
    return <Unrelated reference={detail.row.id} view={view} columns={[left, right]} published={published} />;
  if (standing === "left" || standing === "right") {
    const column = standing === "left" ? left : right;
    return (
      <div className="one">
        <div className="one-text">
          <Provenance column={column} published={published} reference={detail.row.id} />
          <SingleText view={view} side={standing} column={column} />
        </div>
      </div>
    );
  }
  return <Pairs {...props} columns={[left, right]} published={published} />;
}

function Pairs(
  props: AbstractTabProps & { columns: [AbstractColumn, AbstractColumn]; published: string | null },
) {
  const { detail, view, grid, titles, published } = props;
  const swapped = usePreferences((preferences) => preferences.swapped);
  const [first, second] = swapped ? [props.columns[1], props.columns[0]] : props.columns;
  const sources = (
    <>
      <Provenance column={first} published={published} reference={detail.row.id} />
      <i aria-hidden="true" />
      <Provenance column={second} published={published} reference={detail.row.id} />
    </>
  );
  return (
    <>
      {!titles && <div className="sources">{sources}</div>}
      <AlignedGrid
        reference={detail.row.id}
        view={view}
        grid={grid}
        citation={props.citation}
        withTitles={titles !== undefined}
        underTitles={
          titles && (
            <div role="row" className="under-titles">
              <div role="gridcell" className="byline">
                {titles.under}
              </div>
              <div role="gridcell" className="sources">
                {sources}
              </div>
            </div>
          )
        }
        onCopy={props.onCopy}
      />
    </>
  );
}

/** Reading mode's heading where there is no grid for it to stand in. */
function PageTitle({
  view,
  detail,
  under,
}: {
  view: AbstractView;
  detail: ReferenceDetail;
  under: ReactNode;
}) {
  const { t } = useTranslation();
  const titles = [detail.row.title, detail.row.other_title].filter((title) => title !== null);
  return (
    <header className={`page-title page-title-${view.state}`}>
      {titles.length === 0 && <h1>{t("reading.noTitle")}</h1>}
      {titles.map((title, place) =>
        place === 0 ? (
          <h1 key={title.lang} lang={title.lang}>
            {title.text}
          </h1>
        ) : (
          <p key={title.lang} lang={title.lang}>
            {title.text}
          </p>
        ),
      )}
      <div className="byline">{under}</div>
    </header>
  );
}

/** The commonest case: one column of text, and beside it what could face it. */
function OneLanguage({
  reference,
  view,
  column,
  published,
}: {
  reference: string;
  view: AbstractView;
  column: AbstractColumn;
  published: string | null;
}) {
  const { t } = useTranslation();
  const [attaching, setAttaching] = useState(false);
  const han = isHan(column.lang);
  return (
    <div className="one">
      <div className="one-text">
        <Provenance column={column} published={published} reference={reference} />
        <SingleText view={view} side="left" column={column} />
      </div>
      <aside className="one-aside" data-testid="missing-language">
        <p className={`provenance ${han ? "is-en" : "is-zh"}`}>
          <b aria-hidden="true" lang={han ? "en" : "zh-Hans"}>
            {han ? "EN" : "中"}
          </b>
          {t("reading.one.here")}
        </p>
        <div className="one-card">
          <h2>{t(han ? "reading.one.missingEn" : "reading.one.missingZh")}</h2>
          <p>{t("reading.one.why")}</p>
          {attaching ? (
            <AttachPanel id={reference} onClose={() => setAttaching(false)} />
          ) : (
            <>
              <Button
                look="quiet"
                className="card-act"
                icon={<ClipboardIcon />}
                onClick={() => setAttaching(true)}
                data-testid="attach-open"
              >
                {t("reading.one.paste")}
              </Button>
              <Button
                look="quiet"
                className="card-act"
                icon={<LookUpIcon />}
                onClick={() => runCommand("reference-complete")}
              >
                {t("reading.one.lookUp")}
              </Button>
              <Button
                look="quiet"
                className="card-act"
                icon={<LanguageIcon />}
                onClick={() => runCommand("reference-translate")}
                data-testid="translate-open"
              >
                {t("reading.one.translate")}
              </Button>
            </>
          )}
        </div>
      </aside>
    </div>
  );
}

function Unrelated({
  reference,
  view,
  columns,
  published,
}: {
  reference: string;
  view: AbstractView;
  columns: [AbstractColumn, AbstractColumn];
  published: string | null;
}) {
  const { t } = useTranslation();
  const swapped = usePreferences((preferences) => preferences.swapped);
  const order: Side[] = swapped ? ["right", "left"] : ["left", "right"];
  return (
    <>
      <p className="unrelated-note" data-testid="unrelated">
        {t("reading.unrelated")}
      </p>
      <div className="unrelated">
        {order.map((side) => {
          const column = columns[side === "left" ? 0 : 1];
          return (
            <div key={side} className="one-text">
              <Provenance column={column} published={published} reference={reference} />
              <SingleText view={view} side={side} column={column} />
            </div>
          );
        })}
      </div>
    </>
  );
}

/** What stands in full right above. */
const SAID_ABOVE = new Set(["title", "author"]);

/** What is known besides, and where more may be found. */
function NoAbstract({ detail }: { detail: ReferenceDetail }) {
  const { t, i18n } = useTranslation();
  const openTab = useSession((session) => session.openTab);
  const known = detail.fields.filter(({ key }) => !SAID_ABOVE.has(key)).slice(0, 8);
  return (
    <section className="none" data-testid="no-abstract">
      <h2>{t("reading.none.title")}</h2>
      {known.length > 0 && (
        <dl className="none-known" aria-label={t("reading.none.known")}>
          {known.map(({ key, values }) => (
            <div key={key}>
              <dt>{t(`fieldName.${key}`, key)}</dt>
              <dd>
                {values.map(({ lang, text }, place) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: two values may be alike
                  <span key={place} lang={lang ?? undefined}>
                    {place > 0 && " · "}
                    {key === "language" ? languageName(i18n.language, text) : text}
                  </span>
                ))}
              </dd>
            </div>
          ))}
        </dl>
      )}
      <p className="none-acts">
        <Button icon={<LookUpIcon />} onClick={() => runCommand("reference-complete")}>
          {t("reading.none.lookUp")}
        </Button>
        <Button look="quiet" onClick={() => openTab("info")}>
          {t("reading.none.info")}
        </Button>
      </p>
    </section>
  );
}
