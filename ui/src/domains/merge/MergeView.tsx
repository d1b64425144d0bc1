/**
 * Two or more references side by side, and at the right the one that a merge makes of them. Nothing is merged until
 * somebody says so; the first takes in the others.
 */
import { useEffect, useId, useRef, useState } from "react";
import { BackendError } from "../../backend/backend";
import { useAsk, useDo } from "../../backend/queries";
import type { MergeField } from "../../bindings/MergeField";
import type { MergeRequest } from "../../bindings/MergeRequest";
import type { MergeView as View } from "../../bindings/MergeView";
import { useTranslation } from "../../i18n";
import { Button } from "../../shared/Button";
import { Checkbox } from "../../shared/Checkbox";
import { isTyping } from "../../shared/commands";
import { isComposing } from "../../shared/composing";
import { MergeIcon, SwapIcon } from "../../shared/icons";
import { useSession } from "../../shared/session";
import { useParts } from "../../shared/useParts";
import { Values } from "./Values";
import { Work } from "./Work";

export function MergeView() {
  const ids = useSession((session) => session.merging);
  // A merge that has begun anew has none of the earlier one's choices.
  return ids && ids.length > 1 ? <Merge key={[...ids].sort().join(" ")} ids={ids} /> : null;
}

function Merge({ ids }: { ids: string[] }) {
  const { t } = useTranslation();
  const heading = useId();
  const panel = useRef<HTMLElement>(null);
  const session = useSession;
  const [request, setRequest] = useState<MergeRequest>({ ids, choices: {} });
  const [onlyDifferences, setOnlyDifferences] = useState(false);
  const view = useAsk("references", ["merge", request], (backend) => backend.mergePreview(request), {
    keepPrevious: true,
  });
  // Head and buttons stand first; the table follows.
  const tabled = useParts(1, view.data !== undefined) > 0;
  const merge = useDo<MergeRequest, string>((backend, input) => backend.merge(input));
  const undecided = view.data?.fields.filter((field) => field.conflict && field.chosen === null).length ?? 0;
  const error = merge.error ?? view.error;

  const cancel = () => session.getState().merge(null);
  const apply = () => {
    if (merge.isPending || !view.data) return;
    merge.mutate(request, {
      onSuccess: (survivor) => {
        session.getState().merge(null);
        session.getState().select([survivor]);
      },
    });
  };

  const act = useRef({ apply, cancel });
  act.current = { apply, cancel };
  useEffect(() => {
    panel.current?.focus();
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || isComposing(event)) return;
      const at = event.target instanceof Element ? event.target : null;
      const inside = at !== null && panel.current?.contains(at);
      if (!inside && (isTyping(at) || at?.closest("[role=menu], [role=dialog], [role=listbox]"))) return;
      if (event.key === "Escape") act.current.cancel();
      else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) act.current.apply();
      else return;
      event.preventDefault();
    };
    // Before other parts of the window hear of it: the merge lies over them.
    window.addEventListener("keydown", press, true);
    return () => window.removeEventListener("keydown", press, true);
  }, []);

  return (
    <section ref={panel} className="merge" aria-labelledby={heading} tabIndex={-1} data-testid="merge">
      <header className="merge-head">
        <MergeIcon />
        <h2 id={heading}>{t("work.merge.title", { count: ids.length })}</h2>
        {view.data && (
          <span className={undecided > 0 ? "merge-summary is-conflict" : "merge-summary"}>
            {undecided > 0 ? t("work.merge.summary", { count: undecided }) : t("work.merge.agreed")}
          </span>
        )}
        <i />
        <Checkbox
          checked={onlyDifferences}
          onChange={setOnlyDifferences}
          label={t("work.merge.onlyDifferences")}
          data-testid="merge-only-differences"
        />
      </header>
      <div className="merge-scroll">
        {view.data && tabled && (
          <Table
            view={view.data}
            onlyDifferences={onlyDifferences}
            onChoose={(key, side) =>
              setRequest((now) => ({ ...now, choices: { ...now.choices, [key]: side } }))
            }
            onStay={(side) => setRequest((now) => toFront(now, side))}
          />
        )}
      </div>
      <footer className="merge-foot">
        {error ? (
          <span role="alert">
            {t("work.merge.failed")}{" "}
            {t([`errors.${error.code}`, "errors.unknown"], BackendError.from(error).params)}
          </span>
        ) : (
          <span>{t("work.merge.calm")}</span>
        )}
        <i />
        <Button look="quiet" onClick={cancel} shortcut="Escape" data-testid="merge-cancel">
          {t("work.merge.cancel")}
        </Button>
        <Button
          look="primary"
          shortcut="Ctrl+Enter"
          disabled={!view.data || merge.isPending}
          onClick={apply}
          data-testid="merge-apply"
        >
          {t("work.merge.apply")}
        </Button>
      </footer>
    </section>
  );
}

/** The side becomes the first; choices follow the sides that they name. */
export function toFront({ ids, choices }: MergeRequest, side: number): MergeRequest {
  const order = [side, ...ids.keys()].filter((place, at, all) => all.indexOf(place) === at);
  return {
    ids: order.flatMap((place) => ids[place] ?? []),
    choices: Object.fromEntries(Object.entries(choices).map(([key, place]) => [key, order.indexOf(place)])),
  };
}

interface TableProps {
  view: View;
  onlyDifferences: boolean;
  onChoose: (key: string, side: number) => void;
  onStay: (side: number) => void;
}

function Table({ view, onlyDifferences, onChoose, onStay }: TableProps) {
  const { t } = useTranslation();
  const fields = onlyDifferences ? view.fields.filter((field) => kindOf(field) !== "equal") : view.fields;
  return (
    <table className="merge-table">
      <thead>
        <tr>
          <th scope="col" className="merge-name">
            {t("work.merge.field")}
          </th>
          {view.sides.map((side, place) => (
            <th key={side.id} scope="col" data-testid={`merge-side-${place}`}>
              <span className="merge-role">
                {place === view.survivor ? (
                  t("work.merge.stays")
                ) : (
                  <>
                    {t("work.merge.joins")}
                    <Button
                      look="link"
                      size="small"
                      icon={<SwapIcon small />}
                      onClick={() => onStay(place)}
                      data-testid="merge-swap"
                    >
                      {t("work.merge.makeStay")}
                    </Button>
                  </>
                )}
              </span>
              <span className="merge-work">
                <Work row={side} />
              </span>
            </th>
          ))}
          <th scope="col" className="merge-result">
            <span className="merge-role">{t("work.merge.result")}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {fields.map((field) => (
          <Values
            key={`${field.key} ${field.lang}`}
            field={field}
            kind={kindOf(field)}
            onChoose={(side) => onChoose(field.key, side)}
          />
        ))}
        {fields.length === 0 && (
          <tr>
            <td className="merge-none" colSpan={view.sides.length + 2}>
              {t("work.merge.noDifferences")}
            </td>
          </tr>
        )}
      </tbody>
    </table>
  );
}

export type FieldKind = "equal" | "differs" | "conflict";

/** A side that says nothing contradicts nobody, but the merge gives it something. */
export function kindOf(field: MergeField): FieldKind {
  if (field.conflict) return "conflict";
  return field.values.every((value) => value === field.values[0]) ? "equal" : "differs";
}
