/** Every key, by what it is about. Commands are the list's own, so that none is left out; `GROUPS` says where each stands. */
import { useTranslation } from "../i18n";
import { COMMANDS, type CommandName } from "../shared/commands";
import { Dialog } from "../shared/Dialog";
import { Kbd } from "../shared/Kbd";

type Group = "library" | "references" | "view" | "abstract";

/** What is not named here is about the library. */
const GROUPS: Partial<Record<Group, readonly CommandName[]>> = {
  references: [
    "select-all",
    "copy-citation",
    "reference-complete",
    "reference-merge",
    "reference-tag",
    "reference-collect",
    "reference-delete",
  ],
  view: ["reading-mode", "sidebar", "text-larger", "text-smaller", "shortcuts"],
};

/** The keys of the two texts, which work while the focus is in them. */
const ABSTRACT = [
  { name: "pairs", keys: "ArrowUp+ArrowDown" },
  { name: "sides", keys: "ArrowLeft+ArrowRight" },
  { name: "pin", keys: "Enter" },
  { name: "cover", keys: "C" },
  { name: "layout", keys: "V" },
  { name: "links", keys: "E" },
] as const;

interface Entry {
  words: string;
  keys: string;
}

export function Shortcuts({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  const { t } = useTranslation();
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={t("commands.shortcuts")}
      description={t("frame.shortcutsHint")}
      className="shortcuts"
    >
      <Groups />
    </Dialog>
  );
}

function Groups() {
  const { t } = useTranslation();
  const entries: Record<Group, Entry[]> = { library: [], references: [], view: [], abstract: [] };
  for (const [name, { key }] of Object.entries(COMMANDS)) {
    if (key) entries[groupOf(name as CommandName)].push({ words: t(`commands.${name}`), keys: key });
  }
  entries.abstract = ABSTRACT.map(({ name, keys }) => ({ words: t(`frame.shortcuts.${name}`), keys }));
  return (
    <div className="shortcuts-groups" data-testid="shortcuts">
      {(Object.keys(entries) as Group[]).map((group) => (
        <section key={group}>
          <h3>{t(`frame.shortcuts.${group}`)}</h3>
          <dl>
            {entries[group].map(({ words, keys }) => (
              <div key={words}>
                <dt>{words}</dt>
                <dd>
                  <Kbd keys={keys} />
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </div>
  );
}

function groupOf(name: CommandName): Group {
  const found = Object.entries(GROUPS).find(([, names]) => names.includes(name));
  return found ? (found[0] as Group) : "library";
}
