/** Where the records came from: optional, kept with the import, and remembered for the next one. */
import { useTranslation } from "react-i18next";
import { Button } from "../../shared/Button";
import { Popover } from "../../shared/Popover";
import { TextArea, TextField } from "../../shared/TextField";
import { NOWHERE, type WhereFrom } from "./whereFrom";

interface FromPickerProps {
  from: WhereFrom;
  onChange: (from: WhereFrom) => void;
}

export function FromPicker({ from, onChange }: FromPickerProps) {
  const { t } = useTranslation();
  const parts = [from.database, from.searched, from.query].map((part) => part.trim()).filter(Boolean);
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
          placeholder="PubMed, CNKI…"
          onChange={(database) => onChange({ ...from, database })}
        />
        <TextField
          label={t("tray.footer.searched")}
          value={from.searched}
          placeholder={new Date().toISOString().slice(0, 10)}
          onChange={(searched) => onChange({ ...from, searched })}
        />
      </div>
      <TextArea
        label={t("tray.footer.query")}
        value={from.query}
        rows={2}
        onChange={(query) => onChange({ ...from, query })}
      />
      {parts.length > 0 && (
        <Button look="quiet" size="small" onClick={() => onChange(NOWHERE)}>
          {t("tray.footer.forget")}
        </Button>
      )}
    </Popover>
  );
}
