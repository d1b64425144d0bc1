/** The one field: words narrow the list as they are typed, identifiers are looked up, records are imported. */
import { type ClipboardEvent, type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { useComplain } from "../../backend/complain";
import { useBackend } from "../../backend/context";
import { useTranslation } from "../../i18n";
import { classes } from "../../shared/classes";
import { COMMANDS, useCommand } from "../../shared/commands";
import { isComposing } from "../../shared/composing";
import { SearchIcon } from "../../shared/icons";
import { Kbd } from "../../shared/Kbd";
import { useSession } from "../../shared/session";
import { TextField } from "../../shared/TextField";
import { useLookups } from "../lookup/lookups";
import { type Choice, choicesOf, isSearch, stillWords } from "./choices";
import { listOfIdentifiers, useOffer } from "./offer";
import { type Understood, useRecognised } from "./useRecognised";

export function Field() {
  const { t } = useTranslation();
  const backend = useBackend();
  const complain = useComplain();
  const { lookUp } = useLookups();
  const input = useRef<HTMLInputElement>(null);
  const menu = useId();
  const hasty = useRef(false);
  const [text, setText] = useState("");
  const [composing, setComposing] = useState(false);
  const [open, setOpen] = useState(false);
  const [hinting, setHinting] = useState(false);
  const [active, setActive] = useState(0);
  const { understood, last } = useRecognised(text, composing);
  const likely = understood ?? (composing ? null : stillWords(last, text.trim()));
  const choices = likely ? choicesOf(t, likely) : [];
  const chosen = Math.min(active, choices.length - 1);

  useNarrowing(understood, text, setText);

  const focus = () => {
    input.current?.focus();
    input.current?.select();
  };
  const put = (next: string) => {
    hasty.current = false;
    setText(next);
    setActive(0);
    setOpen(true);
    setHinting(false);
  };
  const close = () => {
    setOpen(false);
    setHinting(false);
  };
  const run = (choice: Choice) => {
    close();
    if (choice.kind === "search") {
      useSession.getState().search(text.trim());
      return focusList();
    }
    setText("");
    if (choice.kind === "import") backend.trayAddText(text, null).catch(complain);
    else lookUp((understood?.recognised.identifiers ?? []).map(({ value }) => value)).catch(complain);
  };

  const offered = useOffer((state) => state.offered);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each offer is taken once
  useEffect(() => {
    if (!offered) return;
    put(offered.text);
    focus();
  }, [offered]);

  useCommand("find", focus);
  useCommand("look-up", () => {
    const ready = choices.find(({ kind }) => kind === "look-up");
    if (ready) return run(ready);
    focus();
    setOpen(true);
    setHinting(true);
  });

  const pressed = (event: KeyboardEvent) => {
    if (isComposing(event)) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!open) return setOpen(true);
      if (choices.length === 0) return;
      const step = event.key === "ArrowDown" ? 1 : choices.length - 1;
      setActive((chosen + step) % choices.length);
    } else if (event.key === "Tab") close();
  };
  const submit = () => {
    const choice = choices[chosen];
    if (choice && understood) run(choice);
    // Enter came before it was known what this is.
    else hasty.current = text.trim() !== "";
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs when it is known what the text is
  useEffect(() => {
    if (!understood || !hasty.current) return;
    hasty.current = false;
    submit();
  }, [understood]);
  const cancel = () => {
    close();
    if (text === "") focusList();
    else setText("");
  };
  const pasted = (event: ClipboardEvent) => {
    const plain = event.clipboardData.getData("text/plain");
    // An input would join the lines, and a record is nothing without them.
    if (!plain.trim().includes("\n")) return;
    event.preventDefault();
    close();
    const html = event.clipboardData.getData("text/html") || null;
    const take = async () => {
      const list = await listOfIdentifiers(backend, plain);
      if (list === null) await backend.trayAddText(plain, html);
      else put(list);
    };
    take().catch(complain);
  };

  const shown = open && (choices.length > 0 || hinting);
  const hasChoices = shown && choices.length > 0;
  return (
    <search className="find">
      <TextField
        ref={input}
        size="large"
        label={t("field.label")}
        hideLabel
        placeholder={t("field.placeholder")}
        icon={<SearchIcon />}
        trailing={text === "" ? <Kbd keys={COMMANDS.find.key} /> : null}
        clearable
        value={text}
        onChange={put}
        onSubmit={submit}
        onCancel={cancel}
        onKeyDown={pressed}
        onPaste={pasted}
        onFocus={() => setOpen(true)}
        onBlur={close}
        onCompositionStart={() => setComposing(true)}
        onCompositionEnd={() => setComposing(false)}
        role="combobox"
        aria-expanded={hasChoices}
        aria-controls={menu}
        aria-autocomplete="list"
        aria-activedescendant={hasChoices ? `${menu}-${chosen}` : undefined}
        data-testid="field"
      />
      <div className={classes("find-menu", !shown && "is-closed")}>
        {hinting && choices.length === 0 && <p className="find-hint">{t("field.hint")}</p>}
        <div
          role="listbox"
          id={menu}
          hidden={!hasChoices}
          aria-label={t("field.choices")}
          data-testid="field-menu"
        >
          {hasChoices &&
            choices.map((choice, index) => (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the field's, which keeps the focus
              <div
                key={choice.kind}
                id={`${menu}-${index}`}
                role="option"
                tabIndex={-1}
                aria-selected={index === chosen}
                className={classes("find-choice", `is-${choice.kind}`, index === chosen && "is-active")}
                onMouseDown={(event) => event.preventDefault()}
                onMouseMove={() => setActive(index)}
                onClick={() => run(choice)}
                data-testid={`field-${choice.kind}`}
              >
                {choice.icon}
                <span className="find-words">{choice.words}</span>
                {choice.detail && <span className="find-detail">{choice.detail}</span>}
                {index === chosen && <Kbd keys="Enter" bare />}
              </div>
            ))}
        </div>
      </div>
    </search>
  );
}

/** The list follows the words in the field, and the field empties itself when the list moves on to another place. */
function useNarrowing(understood: Understood | null, text: string, setText: (text: string) => void): void {
  const narrowed = useSession((session) => session.text);
  const sent = useRef("");
  useEffect(() => {
    if (!understood) return;
    const words = isSearch(understood) ? understood.text : "";
    if (words === sent.current) return;
    sent.current = words;
    const session = useSession.getState();
    if (words !== "" && session.place.kind === "duplicates") session.goTo({ kind: "all" });
    session.search(words);
  }, [understood]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what others do to the list matters here
  useEffect(() => {
    if (narrowed === sent.current) return;
    sent.current = narrowed;
    if (narrowed !== text.trim()) setText(narrowed);
  }, [narrowed]);
}

const focusList = () => document.getElementById("reference-list")?.focus();
