/** The form of one value. What is wrong with it stands under it, and what was typed stays. */
import { type KeyboardEvent, type ReactNode, useId, useState } from "react";
import type { BackendError } from "../../backend/backend";
import { useTranslation } from "../../i18n";
import { Button } from "../../shared/Button";
import { isComposing } from "../../shared/composing";
import { languageName } from "../../shared/languages";
import { Select } from "../../shared/Select";
import type { Draft } from "./drafts";

/** The id of a form's first input: it takes the focus that the menu it was asked for in would give back. */
export const NEW_VALUE = "new-value";

/** Fields whose lines are paragraphs. */
const SEVERAL_LINES = new Set(["abstract"]);

interface EditorProps {
  /** The field. */
  field: string;
  /** Its name, read aloud. */
  label: string;
  lang: string | null;
  draft: Draft;
  error: BackendError | null;
  saving: boolean;
  save: string;
  onSave(text: string): void;
  onCancel(): void;
  /** Takes the value away. */
  onRemove?: (() => void) | undefined;
  id?: string | undefined;
}

/** Enter saves and Escape leaves, but not while an input method is composing. */
export function Editor(props: EditorProps) {
  const { t } = useTranslation();
  const { field, label, lang, draft, error, saving, save, onSave, onCancel, onRemove, id } = props;
  const [text, setText] = useState(draft.initial);
  const note = useId();
  const several = SEVERAL_LINES.has(field);
  const hint = t([`info.hint.${field}`, "info.hint.none"]);
  const done = () => onSave(text.trim());
  const press = (event: KeyboardEvent) => {
    if (isComposing(event)) return;
    const saves = event.key === "Enter" && (several ? event.ctrlKey || event.metaKey : !event.shiftKey);
    if (event.key === "Escape") onCancel();
    else if (saves) done();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <form
      className="value-form"
      onSubmit={(event) => {
        event.preventDefault();
        done();
      }}
    >
      {field === "language" ? (
        <Languages id={id} label={label} value={text} onChange={onSave} onCancel={onCancel} />
      ) : (
        <textarea
          id={id}
          // biome-ignore lint/a11y/noAutofocus: the field was asked for
          autoFocus
          rows={several ? 6 : Math.min(6, Math.ceil(text.length / 60) || 1)}
          value={text}
          lang={lang && lang !== "und" ? lang : undefined}
          aria-label={label}
          aria-invalid={error ? true : undefined}
          aria-describedby={error || hint ? note : undefined}
          onChange={({ target }) => {
            const typed = several ? target.value : target.value.replace(/\n/g, " ");
            setText(typed);
            draft.keep(typed);
          }}
          onKeyDown={press}
          data-testid="value-input"
        />
      )}
      <Note id={note} error={error} hint={hint} />
      <span className="value-acts">
        {field !== "language" && (
          <Button type="submit" size="small" disabled={saving} data-testid="value-save">
            {save}
          </Button>
        )}
        <Button look="quiet" size="small" onClick={onCancel}>
          {t("info.cancel")}
        </Button>
        {onRemove && (
          <Button
            look="quiet"
            size="small"
            destructive
            className="value-remove"
            onClick={onRemove}
            data-testid="value-remove"
          >
            {t("info.remove")}
          </Button>
        )}
      </span>
    </form>
  );
}

/** What is wrong and what to do; what may be typed until then. */
export function Note({ id, error, hint }: { id: string; error: BackendError | null; hint: string }) {
  const { t } = useTranslation();
  if (!error && !hint) return null;
  if (!error) {
    return (
      <p className="value-note" id={id}>
        {hint}
      </p>
    );
  }
  const params = { ...error.params };
  const problem = error.code === "not-a-value" ? [`info.problem.${params.problem}`] : [];
  return (
    <p className="value-note is-wrong" role="alert" id={id} data-testid="value-problem">
      {t([...problem, `errors.${error.code}`, "errors.unknown"], params)}
    </p>
  );
}

const LANGUAGES = ["en", "zh-Hans", "zh-Hant", "ja", "ko", "de", "fr", "es", "pt", "it", "ru"];

/** The language of the publication: chosen, not typed. */
function Languages(props: {
  id: string | undefined;
  label: string;
  value: string;
  onChange(value: string): void;
  onCancel(): void;
}) {
  const { t, i18n } = useTranslation();
  const { id, label, value, onChange, onCancel } = props;
  const known = value === "" || LANGUAGES.includes(value) ? LANGUAGES : [value, ...LANGUAGES];
  const name = (code: string) =>
    code.startsWith("zh-") ? t(`info.${code}`, code) : languageName(i18n.language, code);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape leaves the form that it stands in
    <div
      className="value-choice"
      onKeyDown={(event) => event.key === "Escape" && !event.defaultPrevented && onCancel()}
    >
      <Select
        id={id}
        label={label}
        value={value || null}
        onChange={onChange}
        options={known.map((code) => ({ value: code, label: name(code) }))}
        placeholder={t("info.chooseLanguage")}
        autoFocus
        data-testid="value-input"
      />
    </div>
  );
}

/** The part of a row of fields in which a form stands. */
export function FormRow({ name, children, testId }: { name: string; children: ReactNode; testId: string }) {
  return (
    <div className="field-row is-new" data-testid={testId}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
