/** Tags that everything of an import gets: those of the library to pick from, and a line for new ones. */
import { useState } from "react";
import { useOrganisation } from "../../backend/queries";
import { useTranslation } from "../../i18n";
import { Button } from "../../shared/Button";
import { Tag } from "../../shared/Chip";
import { isComposing } from "../../shared/composing";
import { TagIcon } from "../../shared/icons";
import { Popover } from "../../shared/Popover";
import { TextField } from "../../shared/TextField";
import { list } from "./words";

interface TagPickerProps {
  tags: string[];
  onChange: (tags: string[]) => void;
}

/** As many of the library's tags are offered at once. */
const OFFERED = 12;

export function TagPicker({ tags, onChange }: TagPickerProps) {
  const { t, i18n } = useTranslation();
  const known = useOrganisation().data?.tags ?? [];
  const [typed, setTyped] = useState("");
  const add = (text: string) => {
    const names = text.split(/[,，;；、]/).map((name) => name.trim());
    const added = names.filter(
      (name, index) => name && !tags.includes(name) && names.indexOf(name) === index,
    );
    if (added.length > 0) onChange([...tags, ...added]);
    setTyped("");
  };
  const offered = known
    .filter(({ name }) => !tags.includes(name) && name.toLowerCase().includes(typed.trim().toLowerCase()))
    .slice(0, OFFERED);
  return (
    <Popover
      side="top"
      title={t("tray.footer.tagsLabel")}
      className="tray-tags"
      onOpenChange={(open) => !open && add(typed)}
      trigger={
        <Button icon={<TagIcon />} className="tray-pick" data-testid="tray-tags">
          <span className={tags.length > 0 ? undefined : "is-placeholder"}>
            {tags.length > 0 ? list(i18n, tags) : t("tray.footer.tags")}
          </span>
        </Button>
      }
    >
      {tags.length > 0 && (
        <div className="tray-tags-taken">
          {tags.map((name) => (
            <Tag key={name} name={name} onRemove={() => onChange(tags.filter((tag) => tag !== name))} />
          ))}
        </div>
      )}
      <TextField
        label={t("tray.footer.newTag")}
        hideLabel
        placeholder={t("tray.footer.newTag")}
        value={typed}
        onChange={(text) => (/[,，;；、]$/.test(text) ? add(text) : setTyped(text))}
        onKeyDown={(event) => {
          if (isComposing(event) || event.ctrlKey || event.metaKey) return;
          // Enter belongs to the field while there is something in it.
          if (event.key === "Enter" && typed.trim() !== "") {
            event.preventDefault();
            add(typed);
          } else if (event.key === "Backspace" && typed === "") onChange(tags.slice(0, -1));
        }}
        data-testid="tray-new-tag"
      />
      {offered.length > 0 && (
        <div className="tray-tags-known">
          {offered.map(({ name }) => (
            <button key={name} type="button" className="tray-tag" onClick={() => add(name)}>
              {name}
            </button>
          ))}
        </div>
      )}
    </Popover>
  );
}
