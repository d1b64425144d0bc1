/** A text of which three lines are seen until one asks for more. */
import { useLayoutEffect, useRef, useState } from "react";
import { useTranslation } from "../../i18n";

export function Clipped({ text, lang }: { text: string; lang?: string | undefined }) {
  const { t } = useTranslation();
  const run = useRef<HTMLSpanElement>(null);
  const [open, setOpen] = useState(false);
  const [long, setLong] = useState(false);
  useLayoutEffect(() => {
    const element = run.current;
    if (!element || open) return;
    const measure = () => setLong(element.scrollHeight > element.clientHeight + 1);
    measure();
    if (typeof ResizeObserver === "undefined") return;
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [open]);
  return (
    <>
      <span ref={run} className={open ? "clipped is-open" : "clipped"} lang={lang}>
        {text}
      </span>
      {(long || open) && (
        <button
          type="button"
          className="clipped-more"
          aria-expanded={open}
          onClick={(event) => {
            event.preventDefault();
            setOpen(!open);
          }}
        >
          {t(open ? "lookup.diff.less" : "lookup.diff.more")}
        </button>
      )}
    </>
  );
}
