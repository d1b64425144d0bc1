/** The text that the reference was read from, with what was read from where. */
import { useMemo, useRef, useState } from "react";
import { useAsk } from "../../backend/queries";
import type { ReferenceDetail } from "../../bindings/ReferenceDetail";
import type { TextPiece } from "../../bindings/TextPiece";
import { useTranslation } from "../../i18n";
import { sourceWords } from "./sources";

export function SourceTab({ id, detail }: { id: string; detail: ReferenceDetail }) {
  const { t } = useTranslation();
  const original = useAsk("references", ["original", id], (backend) => backend.originalText(id), {
    enabled: detail.has_original,
  });
  const [shown, setShown] = useState<string | null>(null);
  const text = useRef<HTMLPreElement>(null);
  const pieces = original.data?.pieces;
  const fields = useMemo(() => fieldsOf(pieces ?? []), [pieces]);
  if (!detail.has_original) {
    return (
      <div className="original-none">
        <p>{t("original.none")}</p>
        <p>{t("original.noneLookup")}</p>
      </div>
    );
  }
  if (original.error) {
    return (
      <p className="pane-failure" role="alert">
        {t([`errors.${original.error.code}`, "errors.unknown"], original.error.params)}
      </p>
    );
  }
  if (!original.data) return null;
  const show = (field: string) => {
    setShown(shown === field ? null : field);
    const pieces = text.current?.querySelectorAll<HTMLElement>("[data-field]") ?? [];
    [...pieces].find(({ dataset }) => dataset.field === field)?.scrollIntoView?.({ block: "nearest" });
  };
  return (
    <section className="original" aria-label={t("original.label")}>
      <aside className="original-legend">
        <p className="original-from">{sourceWords(t, original.data.source)}</p>
        <h2>{t("original.legend")}</h2>
        <ul>
          {fields.map(({ field, colours }) => (
            <li key={field}>
              <button type="button" aria-pressed={shown === field} onClick={() => show(field)}>
                <span className="original-swatches" aria-hidden="true">
                  {colours.map((colour) => (
                    <i key={colour} className={`read ${colour}`} />
                  ))}
                </span>
                {t(`fieldName.${field}`, field)}
              </button>
            </li>
          ))}
          <li className="original-unread">{t("original.unread")}</li>
        </ul>
      </aside>
      <pre ref={text} className="original-text" data-testid="original">
        {original.data.pieces.map((piece) => (
          <Piece key={piece.start} piece={piece} shown={shown !== null && piece.field === shown} />
        ))}
      </pre>
    </section>
  );
}

function Piece({ piece, shown }: { piece: TextPiece; shown: boolean }) {
  const { t } = useTranslation();
  if (piece.field === null) return <span className="unread">{piece.text}</span>;
  return (
    <span
      className={`read ${colourOf(piece.lang)} ${shown ? "is-shown" : ""}`}
      data-field={piece.field}
      lang={piece.lang && piece.lang !== "und" ? piece.lang : undefined}
      title={t(`fieldName.${piece.field}`, piece.field)}
    >
      {piece.text}
    </span>
  );
}

/** Colour belongs to the two languages; what is in neither is grey. */
function colourOf(lang: string | null): string {
  if (lang?.startsWith("zh")) return "is-zh";
  return lang?.startsWith("en") ? "is-en" : "is-plain";
}

function fieldsOf(pieces: readonly TextPiece[]): { field: string; colours: string[] }[] {
  const fields = new Map<string, Set<string>>();
  for (const { field, lang } of pieces) {
    if (field !== null) fields.set(field, (fields.get(field) ?? new Set()).add(colourOf(lang)));
  }
  return [...fields].map(([field, colours]) => ({ field, colours: [...colours].sort() }));
}
