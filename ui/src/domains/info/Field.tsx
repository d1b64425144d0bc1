/** One field with its values: each with its language and its source, and edited where it stands. */
import { type KeyboardEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { useDo } from "../../backend/queries";
import type { FieldEdit } from "../../bindings/FieldEdit";
import type { FieldValue } from "../../bindings/FieldValue";
import type { FieldView } from "../../bindings/FieldView";
import type { SourceView } from "../../bindings/SourceView";
import { Button } from "../../shared/Button";
import { isComposing } from "../../shared/composing";
import { IconButton } from "../../shared/IconButton";
import { EditIcon } from "../../shared/icons";
import { languageName } from "../../shared/languages";
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
              field={field.key}
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
  field: string;
  value: FieldValue;
  source: SourceView | undefined;
  repeated: boolean;
  onEdit: (() => void) | null;
}

function Value({ name, field, value, source, repeated, onEdit }: ValueProps) {
  const { t, i18n } = useTranslation();
  const { lang, href } = value;
  const text = field === "language" ? languageName(i18n.language, value.text) : value.text;
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
        <IconButton
          label={t("info.edit", { field: name })}
          aria-description={text}
          icon={<EditIcon />}
          size="small"
          className="value-edit"
          onClick={onEdit}
          data-testid="edit-value"
        />
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
  const press = (event: KeyboardEvent) => {
    if (isComposing(event)) return;
    if (event.key === "Escape") onCancel();
    else if (event.key === "Enter" && !event.shiftKey) onSave(text.trim());
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <form
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
        <Button type="submit" size="small">
          {t("info.save")}
        </Button>
        <Button look="quiet" size="small" onClick={onCancel}>
          {t("info.cancel")}
        </Button>
        {failure && <span role="alert">{failure}</span>}
      </span>
    </form>
  );
}
