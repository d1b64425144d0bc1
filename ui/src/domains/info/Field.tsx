/** One field with its values: each with its language and its source, and edited where it stands. */
import { type KeyboardEvent, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useDo } from "../../backend/queries";
import type { FieldEdit } from "../../bindings/FieldEdit";
import type { FieldValue } from "../../bindings/FieldValue";
import type { FieldView } from "../../bindings/FieldView";
import type { SourceView } from "../../bindings/SourceView";
import { Link } from "./Link";
import { sourceWords } from "./sources";

interface FieldProps {
  reference: string;
  field: FieldView;
  sources: SourceView[];
  /** The source of the value above: it is not said twice. */
  above: number | null;
}

export function Field({ reference, field, sources, above }: FieldProps) {
  const { t } = useTranslation();
  const [edited, setEdited] = useState<number | null>(null);
  const name = t(`fieldName.${field.key}`, field.key);
  const save = useDo<FieldEdit, void>((backend, edit) => backend.editField(edit));
  return (
    <div className="field-row" data-testid={`field-${field.key}`}>
      <dt>{name}</dt>
      {field.values.map((value, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: values are edited by their place
        <dd key={index}>
          {edited === index ? (
            <Editor
              name={name}
              value={value}
              failure={save.error && t([`errors.${save.error.code}`, "errors.unknown"], save.error.params)}
              onCancel={() => {
                save.reset();
                setEdited(null);
              }}
              onSave={(text) => {
                if (text === value.text) return setEdited(null);
                save.mutate(
                  { id: reference, key: field.key, lang: value.lang, index, text },
                  { onSuccess: () => setEdited(null) },
                );
              }}
            />
          ) : (
            <Value
              name={name}
              value={value}
              source={value.source === null ? undefined : sources[value.source]}
              repeated={value.source === (index > 0 ? field.values[index - 1]?.source : above)}
              onEdit={field.editable ? () => setEdited(index) : null}
            />
          )}
        </dd>
      ))}
    </div>
  );
}

interface ValueProps {
  name: string;
  value: FieldValue;
  source: SourceView | undefined;
  repeated: boolean;
  onEdit: (() => void) | null;
}

function Value({ name, value, source, repeated, onEdit }: ValueProps) {
  const { t } = useTranslation();
  const { lang, text, href } = value;
  const run = lang && lang !== "und" ? lang : undefined;
  return (
    <>
      <span className="value" lang={run}>
        {href ? <Link href={href} text={text} /> : text}
      </span>
      <span className={`value-from ${repeated ? "is-repeated" : ""}`}>
        {source && sourceWords(t, source)}
      </span>
      <LanguageSign lang={lang} />
      {onEdit && (
        <button
          type="button"
          className="value-edit"
          aria-label={`${t("info.edit", { field: name })}: ${text}`}
          title={t("info.edit", { field: name })}
          onClick={onEdit}
        >
          <svg viewBox="0 0 16 16" aria-hidden="true">
            <path d="m9.8 4.2 2 2M3.500 12.500l.6-2.600 6.700-6.700a1 1 0 0 1 1.400 0l.6.6a1 1 0 0 1 0 1.400l-6.700 6.700z" />
          </svg>
        </button>
      )}
    </>
  );
}

function LanguageSign({ lang }: { lang: string | null }) {
  const { t } = useTranslation();
  const known = /^(en|zh)/.exec(lang ?? "")?.[0] as "en" | "zh" | undefined;
  if (!known) return <span className="value-lang" />;
  return (
    <span className={`value-lang is-${known}`} lang={known} title={t(`reading.from.${known}`)}>
      <span aria-hidden="true">{known === "zh" ? "中" : "EN"}</span>
      <span className="unseen" lang={undefined}>
        {t(`reading.from.${known}`)}
      </span>
    </span>
  );
}

interface EditorProps {
  name: string;
  value: FieldValue;
  failure: string | null;
  onSave(text: string): void;
  onCancel(): void;
}

/** Enter saves and Escape leaves, but not while an input method is composing. */
function Editor({ name, value, failure, onSave, onCancel }: EditorProps) {
  const { t } = useTranslation();
  const [text, setText] = useState(value.text);
  const form = useRef<HTMLFormElement>(null);
  const press = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    if (event.key === "Escape") onCancel();
    else if (event.key === "Enter" && !event.shiftKey) onSave(text.trim());
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <form
      ref={form}
      className="value-form"
      onSubmit={(event) => {
        event.preventDefault();
        onSave(text.trim());
      }}
    >
      <textarea
        // biome-ignore lint/a11y/noAutofocus: the field was asked for
        autoFocus
        rows={Math.min(6, Math.ceil(text.length / 60) || 1)}
        value={text}
        lang={value.lang ?? undefined}
        aria-label={t("info.edit", { field: name })}
        onChange={(event) => setText(event.target.value.replace(/\n/g, " "))}
        onKeyDown={press}
      />
      <span className="value-acts">
        <button type="submit" className="act act-main">
          {t("info.save")}
        </button>
        <button type="button" className="act" onClick={onCancel}>
          {t("info.cancel")}
        </button>
        {failure && <span role="alert">{failure}</span>}
      </span>
    </form>
  );
}
