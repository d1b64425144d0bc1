/** One of many, folded into its present value. */
import { Select as Base } from "@base-ui/react/select";
import type { ReactNode } from "react";
import { classes } from "./classes";
import { CheckIcon, ChevronDownIcon } from "./icons";
import { useLayer } from "./Layer";

export interface Option<Value extends string> {
  value: Value;
  label: string;
  lang?: string | undefined;
  disabled?: boolean | undefined;
}

interface SelectProps<Value extends string> {
  /** Its name, read aloud. */
  label: string;
  value: Value | null;
  onChange: (value: Value) => void;
  options: readonly Option<Value>[];
  /** Stands there while nothing is chosen. */
  placeholder?: string | undefined;
  icon?: ReactNode;
  /** `plain` is outlined, `quiet` a word in a bar. */
  look?: "plain" | "quiet" | undefined;
  size?: "normal" | "small" | undefined;
  disabled?: boolean | undefined;
  className?: string | undefined;
  id?: string | undefined;
  autoFocus?: boolean | undefined;
  "data-testid"?: string | undefined;
}

export function Select<Value extends string>({
  label,
  value,
  onChange,
  options,
  placeholder,
  icon,
  look = "plain",
  size = "normal",
  disabled,
  className,
  ...rest
}: SelectProps<Value>) {
  const layer = useLayer();
  const chosen = options.find((option) => option.value === value);
  return (
    <Base.Root
      value={value}
      onValueChange={(chosenValue) => chosenValue !== null && onChange(chosenValue)}
      items={options}
      disabled={disabled}
      modal={false}
    >
      <Base.Trigger
        className={classes("ui-button ui-select", `is-${look}`, size === "small" && "is-small", className)}
        aria-label={chosen ? `${label}: ${chosen.label}` : label}
        {...rest}
      >
        {icon}
        <span className={classes("ui-select-value", !chosen && "is-placeholder")} lang={chosen?.lang}>
          {chosen?.label ?? placeholder ?? label}
        </span>
        <ChevronDownIcon small />
      </Base.Trigger>
      <Base.Portal container={layer}>
        <Base.Positioner
          className="ui-layer"
          sideOffset={4}
          align="start"
          alignItemWithTrigger={false}
          collisionPadding={8}
        >
          <Base.Popup className="ui-menu is-list" data-testid="select-options">
            <Base.List>
              {options.map((option) => (
                <Base.Item
                  key={option.value}
                  value={option.value}
                  disabled={option.disabled}
                  className="ui-menu-item"
                  lang={option.lang}
                >
                  <span className="ui-menu-tick">
                    <CheckIcon />
                  </span>
                  <Base.ItemText className="ui-menu-words">{option.label}</Base.ItemText>
                </Base.Item>
              ))}
            </Base.List>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
