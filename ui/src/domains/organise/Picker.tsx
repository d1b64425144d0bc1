/** Tags or collections for the selected references: type to find or to make one, Enter to give or take it. */
import { Popover } from "@base-ui/react/popover";
import { type KeyboardEvent, useId, useState } from "react";
import { useComplain } from "../../backend/complain";
import { useBackend } from "../../backend/context";
import { useOrganisation } from "../../backend/queries";
import { useTranslation } from "../../i18n";
import { useCommand } from "../../shared/commands";
import { isComposing } from "../../shared/composing";
import { AddIcon, CheckIcon, FolderIcon, MinusIcon, TagIcon } from "../../shared/icons";
import { useLayer } from "../../shared/Layer";
import { useSession } from "../../shared/session";
import { TextField } from "../../shared/TextField";
import { type Share, useShares } from "./membership";

type Kind = "tags" | "collections";

export function Picker() {
  const [kind, setKind] = useState<Kind | null>(null);
  const layer = useLayer();
  const { t } = useTranslation();
  const chosen = useSession((session) => session.selection.length > 0 && session.place.kind !== "trash");
  useCommand("reference-tag", () => setKind("tags"), chosen);
  useCommand("reference-collect", () => setKind("collections"), chosen);
  return (
    <Popover.Root open={kind !== null} onOpenChange={(open) => !open && setKind(null)}>
      <Popover.Portal container={layer}>
        <Popover.Positioner
          className="ui-layer"
          anchor={anchor}
          side="right"
          align="start"
          sideOffset={10}
          collisionPadding={12}
        >
          <Popover.Popup
            className="ui-popover picker"
            aria-label={kind ? t(`organise.pick.${kind}`) : undefined}
            finalFocus={() => document.getElementById("reference-list")}
            data-testid="picker"
          >
            {kind && <Choices key={kind} kind={kind} close={() => setKind(null)} />}
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}

/** The row that is read, or the list where that has scrolled away. */
const anchor = () =>
  document.querySelector(".row.is-current.is-selected") ??
  document.querySelector(".row.is-selected") ??
  document.querySelector(".list") ??
  document.body;

interface Choice {
  /** The tag's name or the collection's id; null makes a new one. */
  id: string | null;
  name: string;
  depth: number;
  share: Share;
}

function Choices({ kind, close }: { kind: Kind; close: () => void }) {
  const { t } = useTranslation();
  const backend = useBackend();
  const complain = useComplain();
  const list = useId();
  const ids = useSession((session) => session.selection);
  const shareOf = useShares(ids, kind);
  const { data: organisation } = useOrganisation();
  const [filter, setFilter] = useState("");
  const [active, setActive] = useState(0);

  const asked = filter.trim();
  const fits = (name: string) => name.toLowerCase().includes(asked.toLowerCase());
  const known: Choice[] =
    kind === "tags"
      ? (organisation?.tags ?? []).map(({ name }) => ({ id: name, name, depth: 0, share: shareOf(name) }))
      : inOrder(organisation?.collections ?? []).map((one) => ({ ...one, share: shareOf(one.id) }));
  const found = known.filter(({ name }) => fits(name));
  const exact = known.some(({ name }) => name.toLowerCase() === asked.toLowerCase());
  const choices: Choice[] = [
    ...found,
    ...(asked !== "" && !exact ? [{ id: null, name: asked, depth: 0, share: "none" as const }] : []),
  ];
  const at = Math.min(active, choices.length - 1);

  const run = async ({ id, name, share }: Choice) => {
    const wanted = share !== "all";
    if (kind === "tags") await backend.setTag({ ids, tag: id ?? name, tagged: wanted });
    else {
      const collection = id ?? (await backend.editCollection({ id: null, name, parent: null }));
      await backend.setMembership({ ids, collection, member: wanted });
    }
    setFilter("");
  };
  const pressed = (event: KeyboardEvent) => {
    if (isComposing(event)) return;
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step === 0 || choices.length === 0) return;
    event.preventDefault();
    const next = (at + step + choices.length) % choices.length;
    setActive(next);
    document.getElementById(`${list}-${next}`)?.scrollIntoView({ block: "nearest" });
  };
  const take = (choice: Choice | undefined) => choice && run(choice).catch(complain);
  return (
    <>
      <p className="picker-title">
        {t(`organise.pick.${kind}`)}
        <span>{t("organise.pick.for", { count: ids.length })}</span>
      </p>
      <TextField
        label={t(`organise.pick.${kind}`)}
        hideLabel
        placeholder={t(`organise.pick.filter.${kind}`)}
        value={filter}
        onChange={(next) => {
          setFilter(next);
          setActive(0);
        }}
        onSubmit={() => take(choices[at])}
        onCancel={close}
        onKeyDown={pressed}
        role="combobox"
        aria-expanded={choices.length > 0}
        aria-controls={list}
        aria-autocomplete="list"
        aria-activedescendant={choices.length > 0 ? `${list}-${at}` : undefined}
        // The panel takes the focus a frame later, and letters typed by then would be the list's.
        autoFocus
        data-testid="picker-filter"
      />
      {choices.length === 0 ? (
        <p className="picker-none">{t(`organise.pick.none.${kind}`)}</p>
      ) : (
        <div
          className="picker-list"
          role="listbox"
          id={list}
          aria-multiselectable="true"
          aria-label={t(`organise.${kind}`)}
        >
          {choices.map((choice, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the filter's, which keeps the focus
            <div
              key={choice.id ?? "new"}
              id={`${list}-${index}`}
              className={index === at ? "picker-choice is-active" : "picker-choice"}
              style={choice.depth > 0 ? { paddingLeft: 8 + choice.depth * 16 } : undefined}
              role="option"
              tabIndex={-1}
              aria-selected={choice.share === "all"}
              onMouseDown={(event) => event.preventDefault()}
              onMouseMove={() => setActive(index)}
              onClick={() => take(choice)}
              data-testid={choice.id === null ? "picker-new" : "picker-choice"}
            >
              {choice.id === null ? <AddIcon /> : kind === "tags" ? <TagIcon /> : <FolderIcon />}
              <span className="picker-name">
                {choice.id === null ? t(`organise.pick.new.${kind}`, { name: choice.name }) : choice.name}
              </span>
              {choice.share === "all" && <CheckIcon />}
              {choice.share === "some" && <MinusIcon />}
            </div>
          ))}
        </div>
      )}
    </>
  );
}

/** Each collection before those in it, with how deep it stands. */
function inOrder(
  collections: readonly { id: string; name: string; parent: string | null }[],
  parent: string | null = null,
  depth = 0,
): { id: string; name: string; depth: number }[] {
  return collections
    .filter((one) => one.parent === parent)
    .flatMap(({ id, name }) => [{ id, name, depth }, ...inOrder(collections, id, depth + 1)]);
}
