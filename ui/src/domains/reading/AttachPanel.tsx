/** A place for the text in the other language. What it is shows before anything changes. */
import { type KeyboardEvent, useEffect, useState } from "react";
import { BackendError } from "../../backend/backend";
import { useBackend } from "../../backend/context";
import { useDo } from "../../backend/queries";
import type { AttachPreview } from "../../bindings/AttachPreview";
import type { AttachRequest } from "../../bindings/AttachRequest";
import { useTranslation } from "../../i18n";
import { Button } from "../../shared/Button";
import { isComposing } from "../../shared/composing";
import { languageName } from "../../shared/languages";

/** A pause in typing before the text is looked at. */
const TYPED_MS = 250;

export function AttachPanel({ id, onClose }: { id: string; onClose(): void }) {
  const { t, i18n } = useTranslation();
  const [text, setText] = useState("");
  const { preview, problem } = usePreview(id, text);
  const attach = useDo<AttachRequest, void>((backend, request) => backend.attach(request));
  const unrelated = preview?.translates === false;
  const put = () => {
    if (!preview || attach.isPending) return;
    attach.mutate({ id, text, anyway: unrelated }, { onSuccess: onClose });
  };
  const press = (event: KeyboardEvent) => {
    if (isComposing(event)) return;
    if (event.key === "Escape") onClose();
    else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) put();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const failure = attach.error ?? problem;
  return (
    <div className="attach" data-testid="attach">
      <textarea
        // biome-ignore lint/a11y/noAutofocus: the place was asked for
        autoFocus
        rows={6}
        value={text}
        aria-label={t("reading.attach.label")}
        placeholder={t("reading.attach.hint")}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={press}
        data-testid="attach-text"
      />
      <p className={failure || unrelated ? "attach-said is-doubt" : "attach-said"} role="status">
        {failure
          ? t([`errors.${failure.code}`, "errors.unknown"], failure.params)
          : preview && saidOf(preview)}
      </p>
      <p className="attach-acts">
        <Button
          size="small"
          look={unrelated ? "plain" : "primary"}
          disabled={!preview || attach.isPending}
          onClick={put}
          data-testid="attach-apply"
        >
          {t(unrelated ? "reading.attach.anyway" : "reading.attach.apply")}
        </Button>
        <Button size="small" look="quiet" onClick={onClose}>
          {t("reading.attach.cancel")}
        </Button>
      </p>
    </div>
  );

  function saidOf({ lang, title, sentences, keywords, translates }: AttachPreview) {
    const parts = [
      languageName(i18n.language, lang),
      title !== null && t("reading.attach.title"),
      sentences > 0 && t("reading.attach.sentences", { count: sentences }),
      keywords.length > 0 && t("reading.attach.keywords", { count: keywords.length }),
    ];
    const what = parts.filter(Boolean).join(t("lookup.diff.comma"));
    return translates === null
      ? what
      : `${what}. ${t(`reading.attach.${translates ? "translates" : "unrelated"}`)}`;
  }
}

/** What the text would bring, once nobody has typed for a moment. */
function usePreview(id: string, text: string) {
  const backend = useBackend();
  const [seen, setSeen] = useState<{ preview: AttachPreview | null; problem: BackendError | null }>({
    preview: null,
    problem: null,
  });
  useEffect(() => {
    setSeen({ preview: null, problem: null });
    if (text.trim() === "") return;
    let stale = false;
    const timer = setTimeout(() => {
      backend.attachPreview({ id, text, anyway: false }).then(
        (preview) => !stale && setSeen({ preview, problem: null }),
        (thrown) => !stale && setSeen({ preview: null, problem: BackendError.from(thrown) }),
      );
    }, TYPED_MS);
    return () => {
      stale = true;
      clearTimeout(timer);
    };
  }, [backend, id, text]);
  return seen;
}
