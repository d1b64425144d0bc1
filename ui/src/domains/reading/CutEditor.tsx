/**
 * Where a chosen sentence ends: a caret in it says where it is split; it is joined with the next by a key. The text
 * itself cannot be changed here.
 */
import { type KeyboardEvent, useEffect, useRef } from "react";
import { useDo } from "../../backend/queries";
import type { Sentence } from "../../bindings/Sentence";
import type { SentenceCut } from "../../bindings/SentenceCut";
import { useTranslation } from "../../i18n";
import { Button } from "../../shared/Button";
import type { Side } from "./pairs";

interface CutEditorProps {
  reference: string;
  side: Side;
  lang: string;
  sentence: Sentence;
  /** Whether another sentence follows on this side. */
  hasNext: boolean;
  onDone(): void;
}

export function CutEditor({ reference: id, side, lang, sentence, hasNext, onDone }: CutEditorProps) {
  const { t } = useTranslation();
  const text = useRef<HTMLTextAreaElement>(null);
  const cut = useDo<SentenceCut, void>((backend, input) => backend.cutSentences(input));
  useEffect(() => {
    const area = text.current;
    if (area) area.style.height = `${area.scrollHeight + 2}px`;
  });
  const split = () => {
    const at = text.current?.selectionStart ?? 0;
    if (at === 0 || at >= sentence.text.length) return;
    cut.mutate({ how: "split", id, side, sentence: sentence.index, at }, { onSuccess: onDone });
  };
  const join = () => {
    if (hasNext) cut.mutate({ how: "join", id, side, first: sentence.index }, { onSuccess: onDone });
  };
  const press = (event: KeyboardEvent) => {
    if (event.key === "Enter") split();
    else if (event.key.toLowerCase() === "j" && !event.ctrlKey && !event.metaKey && !event.altKey) join();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className="cut-editor" data-testid="cut-editor">
      <textarea
        ref={text}
        rows={1}
        // Only the caret moves; what is typed changes nothing.
        value={sentence.text}
        onChange={() => {}}
        onKeyDown={press}
        lang={lang}
        aria-label={t("reading.edit.caret")}
        data-testid="cut-text"
      />
      <Button size="small" shortcut="Enter" disabled={cut.isPending} onClick={split} data-testid="cut-split">
        {t("reading.edit.split")}
      </Button>
      <Button
        size="small"
        shortcut="J"
        disabled={cut.isPending || !hasNext}
        onClick={join}
        data-testid="cut-join"
      >
        {t("reading.edit.join")}
      </Button>
      {cut.error && <p role="alert">{t([`errors.${cut.error.code}`, "errors.unknown"], cut.error.params)}</p>}
    </div>
  );
}
