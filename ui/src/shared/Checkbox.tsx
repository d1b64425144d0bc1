/** A tick with its words. Give `hideLabel` where the words stand elsewhere. */
import { type ReactNode, useEffect, useRef } from "react";
import { classes } from "./classes";

export interface CheckboxProps {
  checked: boolean | "mixed";
  onChange: (checked: boolean) => void;
  label: ReactNode;
  /** The words are read aloud only; they must be a string then. */
  hideLabel?: boolean | undefined;
  disabled?: boolean | undefined;
  className?: string | undefined;
  "data-testid"?: string | undefined;
}

export function Checkbox({
  checked,
  onChange,
  label,
  hideLabel,
  disabled,
  className,
  ...rest
}: CheckboxProps) {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (input.current) input.current.indeterminate = checked === "mixed";
  }, [checked]);
  return (
    <label className={classes("ui-check", className)}>
      <input
        ref={input}
        type="checkbox"
        checked={checked === true}
        disabled={disabled}
        aria-label={hideLabel && typeof label === "string" ? label : undefined}
        onChange={(event) => onChange(event.target.checked)}
        {...rest}
      />
      <svg viewBox="0 0 16 16" aria-hidden="true">
        <path d={checked === "mixed" ? "M4 8h8" : "m3.5 8.3 3 3 6-6.6"} />
      </svg>
      {!hideLabel && <span>{label}</span>}
    </label>
  );
}
