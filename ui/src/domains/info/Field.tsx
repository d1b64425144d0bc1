/** One field with its values: each with its language and its source, and edited where it stands. */
import { useLayoutEffect, useRef, useState } from "react";
import { useDo } from "../../backend/queries";
import type { FieldEdit } from "../../bindings/FieldEdit";
import type { FieldValue } from "../../bindings/FieldValue";
import type { FieldView } from "../../bindings/FieldView";
import type { SourceView } from "../../bindings/SourceView";
import { useTranslation } from "../../i18n";
import { classes } from "../../shared/classes";
import { IconButton } from "../../shared/IconButton";
import { EditIcon } from "../../shared/icons";
import { languageName } from "../../shared/languages";
import { draftOf } from "./drafts";
import { Editor } from "./Editor";
import { Link } from "./Link";
import { isRole, nameOf } from "./names";
import { sourceWords } from "./sources";

interface FieldProps {
  reference: string;
  field: FieldView;
  sources: SourceView[];
  /** The source of the value above: it is not said twice. */
  above: number | null;
  /** Whether its values may be edited. */
  editable: boolean;
  /** Its last value is about to go, and with it the place of the focus. */
  onGone(): void;
}

export function Field({ reference, field, sources, above, editable, onGone }: FieldProps) {
  const { t } = useTranslation();
  const [edited, setEdited] = useState<number | null>(null);
  const row = useRef<HTMLDivElement>(null);
  useFocusBack(row, edited);
  const name = nameOf(t, field.key);
  const save = useDo<FieldEdit, void>((backend, edit) => backend.editField(edit));
  return (
    <div className="field-row" ref={row} data-testid={`field-${field.key}`}>
      <dt>{name}</dt>
      {field.values.map((value, index) => {
        const place = [reference, field.key, value.lang, index];
        const draft = draftOf(place, value.text);
        const leave = () => {
          draft.drop();
          save.reset();
          setEdited(null);
        };
        const put = (text: string) =>
          save.mutateAsync({ id: reference, key: field.key, lang: value.lang, index, text }).then(
            () => {
              if (text !== "" || field.values.length > 1) return leave();
              // The row goes, or has gone before the answer was here.
              draft.drop();
              onGone();
            },
            () => {}, // Said under the value.
          );
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: values are edited by their place
          <dd key={index}>
            {edited === index ? (
              <Editor
                field={field.key}
                label={t("info.edit", { field: name })}
                lang={value.lang}
                draft={draft}
                error={save.error}
                saving={save.isPending}
                save={t("info.save")}
                onCancel={leave}
                onSave={(text) => void (text === value.text ? leave() : put(text))}
                // A line holds all people of a role: who wants none of them empties it.
                onRemove={isRole(field.key) ? undefined : () => void put("")}
              />
            ) : (
              <Value
                name={name}
                field={field.key}
                value={value}
                source={value.source === null ? undefined : sources[value.source]}
                repeated={value.source === (index > 0 ? field.values[index - 1]?.source : above)}
                onEdit={field.editable && editable ? () => setEdited(index) : null}
              />
            )}
          </dd>
        );
      })}
    </div>
  );
}

/** Whoever leaves the form of a value goes on at its pencil. */
function useFocusBack(row: React.RefObject<HTMLElement | null>, edited: number | null) {
  const last = useRef<number | null>(null);
  useLayoutEffect(() => {
    const left = last.current;
    last.current = edited;
    if (edited !== null || left === null) return;
    const values = row.current?.querySelectorAll("dd") ?? [];
    values[Math.min(left, values.length - 1)]?.querySelector<HTMLElement>(".value-edit")?.focus();
  }, [row, edited]);
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
      <span className={classes("value", field === "abstract" && "is-long")} lang={run}>
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
