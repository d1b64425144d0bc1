/** Menus that open from a button or, with the other mouse button, from anywhere. Shortcuts stand at the right. */
import { ContextMenu as BaseContext } from "@base-ui/react/context-menu";
import { Menu as Base } from "@base-ui/react/menu";
import { type ReactElement, type ReactNode, startTransition, useState } from "react";
import { afterPaint } from "./afterPaint";
import { classes } from "./classes";
import { CheckIcon, ChevronRightIcon } from "./icons";
import { Kbd, spokenShortcut } from "./Kbd";
import { useLayer } from "./Layer";

interface MenuProps {
  /** A Button or IconButton. */
  trigger: ReactElement;
  children: ReactNode;
  align?: "start" | "center" | "end" | undefined;
  side?: "top" | "bottom" | "left" | "right" | undefined;
  /** Open from the first, out of sight: it takes no focus and gives it to nobody when it goes. */
  opened?: boolean | undefined;
}

export function Menu({ trigger, children, align = "start", side = "bottom", opened = false }: MenuProps) {
  const [open, setOpen] = useState(opened);
  // Made in small steps, between which the page is free; closed at once.
  const change = (next: boolean) => (next ? startTransition(() => setOpen(true)) : setOpen(false));
  return (
    <Base.Root open={open} onOpenChange={change} modal={false}>
      <Base.Trigger render={trigger} />
      <Floating align={align} side={side} offset={4} ahead={opened}>
        {children}
      </Floating>
    </Base.Root>
  );
}

interface ContextMenuProps {
  /** The element that answers to the other mouse button, to the menu key and to Shift+F10. */
  area: ReactElement;
  children: ReactNode;
}

export function ContextMenu({ area, children }: ContextMenuProps) {
  return (
    <BaseContext.Root>
      <BaseContext.Trigger render={area} />
      <Floating align="start" side="bottom" offset={2}>
        {children}
      </Floating>
    </BaseContext.Root>
  );
}

const UNFOCUSED = { initialFocus: false, finalFocus: false } as const;

interface FloatingProps {
  align: "start" | "center" | "end";
  side: "top" | "bottom" | "left" | "right";
  offset: number;
  /** Takes no focus and gives it to nobody. */
  ahead?: boolean | undefined;
  children: ReactNode;
}

function Floating({ align, side, offset, ahead, children }: FloatingProps) {
  const layer = useLayer();
  return (
    <Base.Portal container={layer}>
      <Base.Positioner
        className="ui-layer"
        align={align}
        side={side}
        sideOffset={offset}
        collisionPadding={8}
      >
        <Base.Popup className="ui-menu" data-testid="menu" {...(ahead && UNFOCUSED)}>
          {children}
        </Base.Popup>
      </Base.Positioner>
    </Base.Portal>
  );
}

interface ItemProps {
  children: ReactNode;
  icon?: ReactNode;
  shortcut?: string | null | undefined;
  disabled?: boolean | undefined;
  destructive?: boolean | undefined;
  /** A second, dimmer word before the shortcut, such as a count. */
  detail?: ReactNode;
  lang?: string | undefined;
  "data-testid"?: string | undefined;
}

export function MenuItem({ onSelect, ...item }: ItemProps & { onSelect: () => void }) {
  const { children, icon, shortcut, disabled, destructive, detail, ...rest } = item;
  return (
    <Base.Item
      className={classes("ui-menu-item", destructive && "is-destructive")}
      disabled={disabled}
      aria-keyshortcuts={spokenShortcut(shortcut)}
      onClick={onSelect}
      {...rest}
    >
      <Inside icon={icon} shortcut={shortcut} detail={detail}>
        {children}
      </Inside>
    </Base.Item>
  );
}

interface MenuCheckItemProps extends ItemProps {
  checked: boolean;
  onChange: (checked: boolean) => void;
}

export function MenuCheckItem({ checked, onChange, ...item }: MenuCheckItemProps) {
  const { children, shortcut, disabled, detail, icon: _, destructive: __, ...rest } = item;
  return (
    <Base.CheckboxItem
      className="ui-menu-item"
      checked={checked}
      disabled={disabled}
      aria-keyshortcuts={spokenShortcut(shortcut)}
      onCheckedChange={onChange}
      {...rest}
    >
      <Inside icon={<Tick />} shortcut={shortcut} detail={detail}>
        {children}
      </Inside>
    </Base.CheckboxItem>
  );
}

interface MenuChoiceProps<Value extends string> {
  /** Stands above the choices. */
  label?: string | undefined;
  value: Value;
  onChange: (value: Value) => void;
  options: readonly { value: Value; label: string; detail?: ReactNode; lang?: string | undefined }[];
}

/** One of several, with a tick before the chosen one. */
export function MenuChoice<Value extends string>({
  label,
  value,
  onChange,
  options,
}: MenuChoiceProps<Value>) {
  return (
    <Base.RadioGroup
      value={value}
      // The menu closes first, then comes what follows from the choice.
      onValueChange={(chosen) => afterPaint(() => onChange(chosen as Value))}
    >
      {label && <Base.GroupLabel className="ui-menu-label">{label}</Base.GroupLabel>}
      {options.map((option) => (
        <Base.RadioItem
          key={option.value}
          value={option.value}
          className="ui-menu-item"
          lang={option.lang}
          closeOnClick
        >
          <Inside icon={<Tick />} detail={option.detail}>
            {option.label}
          </Inside>
        </Base.RadioItem>
      ))}
    </Base.RadioGroup>
  );
}

export function MenuGroup({ label, children }: { label: string; children: ReactNode }) {
  return (
    <Base.Group>
      <Base.GroupLabel className="ui-menu-label">{label}</Base.GroupLabel>
      {children}
    </Base.Group>
  );
}

/** An item that opens a menu of its own beside it. */
export function Submenu({ label, icon, children }: { label: string; icon?: ReactNode; children: ReactNode }) {
  return (
    <Base.SubmenuRoot>
      <Base.SubmenuTrigger className="ui-menu-item">
        <Inside icon={icon}>{label}</Inside>
        <ChevronRightIcon small />
      </Base.SubmenuTrigger>
      <Floating align="start" side="right" offset={2}>
        {children}
      </Floating>
    </Base.SubmenuRoot>
  );
}

export function MenuSeparator() {
  return <Base.Separator className="ui-menu-line" />;
}

/** Shown by the style sheet while its item is ticked. */
function Tick() {
  return (
    <span className="ui-menu-tick">
      <CheckIcon />
    </span>
  );
}

function Inside({
  icon,
  shortcut,
  detail,
  children,
}: Pick<ItemProps, "icon" | "shortcut" | "detail" | "children">) {
  return (
    <>
      {icon}
      <span className="ui-menu-words">{children}</span>
      {detail && <span className="ui-menu-detail">{detail}</span>}
      {shortcut && <Kbd keys={shortcut} bare />}
    </>
  );
}
