/** A place for the text of a page, where no service has the work. It goes to the import tray. */
import { type ClipboardEvent, type KeyboardEvent, useRef, useState } from "react";
import { BackendError } from "../../backend/backend";
import { useTranslation } from "../../i18n";
import { Button } from "../../shared/Button";
import { isComposing } from "../../shared/composing";

interface PasteTextProps {
  onRead: (text: string, html: string | null) => Promise<void>;
  onCancel: () => void;
}

export function PasteText({ onRead, onCancel }: PasteTextProps) {
  const { t } = useTranslation();
  const [text, setText] = useState("");
  const [failure, setFailure] = useState<BackendError | null>(null);
  /** The page with its structure, as long as its text was not changed. */
  const page = useRef<{ text: string; html: string } | null>(null);

  const paste = (event: ClipboardEvent<HTMLTextAreaElement>) => {
    const html = event.clipboardData.getData("text/html");
    const plain = event.clipboardData.getData("text/plain");
    if (!html || text.trim() !== "") return;
    event.preventDefault();
    page.current = { text: plain, html };
    setText(plain);
  };
  const read = () => {
    if (text.trim() === "") return;
    onRead(text, page.current?.text === text ? page.current.html : null).catch((thrown) =>
      setFailure(BackendError.from(thrown)),
    );
  };
  const press = (event: KeyboardEvent) => {
    if (isComposing(event)) return;
    if (event.key === "Escape") onCancel();
    else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) read();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className="lookup-paste">
      <textarea
        // biome-ignore lint/a11y/noAutofocus: the place was asked for
        autoFocus
        rows={3}
        value={text}
        aria-label={t("lookup.paste.label")}
        placeholder={t("lookup.paste.hint")}
        onChange={(event) => setText(event.target.value)}
        onPaste={paste}
        onKeyDown={press}
        data-testid="lookup-paste-text"
      />
      <Button
        shortcut="Ctrl+Enter"
        disabled={text.trim() === ""}
        onClick={read}
        data-testid="lookup-paste-read"
      >
        {t("lookup.paste.read")}
      </Button>
      {failure && <span role="alert">{t([`errors.${failure.code}`, "errors.unknown"], failure.params)}</span>}
    </div>
  );
}
