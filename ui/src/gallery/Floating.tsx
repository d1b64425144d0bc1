/** What opens over the rest. Tests open each in turn. */
import { useState } from "react";
import { Button } from "../shared/Button";
import { Dialog } from "../shared/Dialog";
import { IconButton } from "../shared/IconButton";
import { CopyIcon, CoverIcon, EditIcon, LockIcon, MoreIcon, TrashIcon } from "../shared/icons";
import {
  ContextMenu,
  Menu,
  MenuCheckItem,
  MenuChoice,
  MenuItem,
  MenuSeparator,
  Submenu,
} from "../shared/Menu";
import { say } from "../shared/notices";
import { Popover } from "../shared/Popover";
import { Specimen } from "./Specimen";
import type { Words } from "./words";

const nothing = () => {};

export function Floating({ words: w }: { words: Words }) {
  const [asking, setAsking] = useState(false);
  const [sort, setSort] = useState("0");
  const [covered, setCovered] = useState(true);
  return (
    <Specimen title={w.sections.floating}>
      <Menu trigger={<Button opens>{w.openMenu}</Button>}>
        <MenuItem icon={<EditIcon />} shortcut="E" onSelect={nothing}>
          {w.editLinks}
        </MenuItem>
        <MenuItem icon={<CopyIcon />} shortcut="Ctrl+Shift+C" onSelect={nothing}>
          {w.copyPair}
        </MenuItem>
        <MenuItem icon={<LockIcon />} onSelect={nothing} disabled>
          {w.lock}
        </MenuItem>
        <Submenu label={w.copyAs} icon={<CopyIcon />}>
          <MenuItem onSelect={nothing}>BibTeX</MenuItem>
          <MenuItem onSelect={nothing}>RIS</MenuItem>
        </Submenu>
        <MenuSeparator />
        <MenuItem icon={<TrashIcon />} shortcut="Delete" destructive onSelect={nothing}>
          {w.delete}
        </MenuItem>
      </Menu>
      <Menu trigger={<IconButton label={w.more} icon={<MoreIcon />} />} align="end">
        <MenuChoice
          label={w.sort}
          value={sort}
          onChange={setSort}
          options={w.sorts.map((label, index) => ({ value: String(index), label }))}
        />
        <MenuSeparator />
        <MenuCheckItem checked={covered} onChange={setCovered} shortcut="C" icon={<CoverIcon />}>
          {w.cover}
        </MenuCheckItem>
      </Menu>
      <ContextMenu area={<span className="gallery-area">{w.contextArea}</span>}>
        <MenuItem onSelect={nothing}>{w.copyPair}</MenuItem>
      </ContextMenu>
      <Popover trigger={<Button look="quiet">{w.popover}</Button>} title={w.popover}>
        <p>{w.people}</p>
      </Popover>
      <Button look="quiet" onClick={() => setAsking(true)}>
        {w.dialog}
      </Button>
      <Dialog
        open={asking}
        onOpenChange={setAsking}
        title={w.dialog}
        description={w.dialogWords}
        actions={
          <>
            <Button look="quiet" onClick={() => setAsking(false)}>
              {w.cancel}
            </Button>
            <Button look="primary" onClick={() => setAsking(false)}>
              {w.replace}
            </Button>
          </>
        }
      />
      <Button look="quiet" onClick={() => say({ text: w.imported, undo: nothing })}>
        {w.say}
      </Button>
    </Specimen>
  );
}
