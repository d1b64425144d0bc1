/** The raw text of the current file: which file, how it is read, and the text itself. */
import { memo, useEffect, useState } from "react";
import type { TrayView } from "../../../bindings/TrayView";
import { useTranslation } from "../../../i18n";
import { IconButton } from "../../../shared/IconButton";
import { ChevronLeftIcon, ChevronRightIcon } from "../../../shared/icons";
import { Select } from "../../../shared/Select";
import { type Acts, useOptions, useText } from "../answers";
import { useDesk } from "../desk";
import { isLarge } from "../items";
import { nameOf } from "../words";
import { RawTextView } from "./RawTextView";

/** Names of encodings as people know them. */
const ENCODINGS: Record<string, string> = {
  "utf-8": "UTF-8",
  "utf-16le": "UTF-16 LE",
  "utf-16be": "UTF-16 BE",
  gb18030: "GB 18030",
  big5: "Big5",
  shift_jis: "Shift JIS",
  "euc-jp": "EUC-JP",
  "euc-kr": "EUC-KR",
  "windows-1252": "Windows-1252",
  "windows-1251": "Windows-1251",
};

/** Set once somebody has mended something; the hint has done its work then. */
const KNOWS = "diglot-fix-known";

interface RawPaneProps {
  view: TrayView;
  /** Whether what is about to come into sight is made too. */
  whole: boolean;
  acts: Acts;
  attempt: (act: Promise<void>) => void;
}

export const RawPane = memo(function RawPane({ view, whole, acts, attempt }: RawPaneProps) {
  const { t } = useTranslation();
  const desk = useDesk();
  const options = useOptions().data;
  const index = Math.max(
    0,
    view.files.findIndex(({ id }) => id === desk.file),
  );
  const file = view.files[index];
  const text = useText(file?.id ?? null, file?.has_text ?? false);
  const mended = desk.fixes.length > 0;
  const [knows, setKnows] = useState(() => localStorage.getItem(KNOWS) === "yes");
  useEffect(() => {
    if (!mended) return;
    localStorage.setItem(KNOWS, "yes");
    setKnows(true);
  }, [mended]);
  if (!file) return null;
  const name = nameOf(t, file);
  const turn = (by: 1 | -1) => {
    const next = view.files[index + by];
    if (next) desk.go(next.id, next.references + next.listed > 0 ? 0 : null, "pager");
  };
  const encodings = named(options?.encodings ?? [], file.encoding, (value) => ENCODINGS[value] ?? value);
  const formats = named(options?.formats ?? [], file.format, (value) =>
    t([`tray.formats.${value}`], { defaultValue: value }),
  );
  return (
    <section className="tray-raw" aria-label={t("tray.raw.label", { name })} data-testid="tray-raw">
      <header className="tray-raw-head">
        <strong title={name}>{name}</strong>
        {view.files.length > 1 && (
          <>
            <span>{t("tray.raw.place", { index: index + 1, count: view.files.length })}</span>
            <div className="tray-pager">
              <IconButton
                size="small"
                label={t("tray.raw.previous")}
                icon={<ChevronLeftIcon />}
                disabled={index === 0}
                onClick={() => turn(-1)}
                data-testid="tray-previous"
              />
              <IconButton
                size="small"
                label={t("tray.raw.next")}
                icon={<ChevronRightIcon />}
                disabled={index === view.files.length - 1}
                onClick={() => turn(1)}
                data-testid="tray-next"
              />
            </div>
          </>
        )}
        <span className="tray-space" />
        {file.encoding !== "" && (
          <Select
            label={t("tray.raw.encoding")}
            look="quiet"
            size="small"
            value={file.encoding}
            options={encodings}
            onChange={(encoding) => attempt(acts.reread({ file: file.id, encoding, format: null }))}
            data-testid="tray-encoding"
          />
        )}
        {file.encoding !== "" && (
          <Select
            label={t("tray.raw.format")}
            look="quiet"
            size="small"
            value={file.format}
            options={formats}
            onChange={(format) => attempt(acts.reread({ file: file.id, encoding: file.encoding, format }))}
            data-testid="tray-format"
          />
        )}
      </header>
      {file.has_text && text.data ? (
        <RawTextView
          key={file.id}
          file={file}
          whole={whole}
          name={name}
          pieces={text.data}
          record={desk.record}
          acts={acts}
        />
      ) : (
        !file.has_text && <p className="tray-raw-none">{t(`tray.raw.${absence(file)}`, { name })}</p>
      )}
      {file.has_text && !knows && (
        <p className="tray-raw-hint">
          <span>{t("tray.raw.hint")}</span>
          <span>{t("tray.raw.hintKeys", { key: "F2" })}</span>
        </p>
      )}
    </section>
  );
});

/** Why a file's text is not shown. */
function absence(file: TrayView["files"][number]): "none" | "many" | "long" {
  if (file.encoding === "") return "none";
  return isLarge(file) ? "many" : "long";
}

/** The choices with the present one, also when it is none of the usual. */
function named(values: readonly string[], present: string | null, label: (value: string) => string) {
  const all = present === null || values.includes(present) ? values : [present, ...values];
  return all.map((value) => ({ value, label: label(value) }));
}
