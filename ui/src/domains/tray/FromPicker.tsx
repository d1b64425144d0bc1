/**
 * Where the records came from: what the files say of their search, or what somebody types; kept with the import. What
 * was typed is remembered for the next one.
 */

import type { TraySearch } from "../../bindings/TraySearch";
import { useTranslation } from "../../i18n";
import { Button } from "../../shared/Button";
import { Popover } from "../../shared/Popover";
import { TextArea, TextField } from "../../shared/TextField";
import { kept, NOWHERE, type WhereFrom } from "./whereFrom";

interface FromPickerProps {
  from: WhereFrom;
  /** The search that the files say they are the result of. */
  found: TraySearch;
  onChange: (from: WhereFrom) => void;
}

export function FromPicker({ from, found, onChange }: FromPickerProps) {
  const { t } = useTranslation();
  const partsOf = ({ database, searched, query }: WhereFrom) =>
    [database, searched, query].map((part) => part.trim()).filter(Boolean);
  const typed = partsOf(from).length > 0;
  const all = kept(from, found);
  const parts = partsOf(all);
  // What stands in an empty field's place is what is kept, where the files say something.
  const told = kept(NOWHERE, found);
  const ofFiles = partsOf(told);
  return (
    <Popover
      side="top"
      title={t("tray.footer.fromLabel")}
      className="tray-from"
      trigger={
        <Button opens className="tray-pick" data-testid="tray-from">
          <span className={parts.length > 0 ? undefined : "is-placeholder"}>
            {parts.length > 0 ? parts.join(" · ") : t("tray.footer.from")}
          </span>
        </Button>
      }
    >
      <p className="tray-from-words">{t("tray.footer.fromWords")}</p>
      <div className="tray-from-pair">
        <TextField
          label={t("tray.footer.database")}
          value={from.database}
          placeholder={all.database || "PubMed, CNKI…"}
          onChange={(database) => onChange({ ...from, database })}
        />
        <TextField
          label={t("tray.footer.searched")}
          value={from.searched}
          placeholder={all.searched || new Date().toISOString().slice(0, 10)}
          onChange={(searched) => onChange({ ...from, searched })}
        />
      </div>
      <TextArea
        label={t("tray.footer.query")}
        value={from.query}
        rows={2}
        placeholder={all.query}
        onChange={(query) => onChange({ ...from, query })}
      />
      {ofFiles.length > 0 && (
        <p className="tray-from-words" data-testid="tray-from-told">
          {t("tray.footer.fromFiles", { search: ofFiles.join(" · ") })}
        </p>
      )}
      {typed && (
        <Button look="quiet" size="small" onClick={() => onChange(NOWHERE)}>
          {t("tray.footer.forget")}
        </Button>
      )}
    </Popover>
  );
}
