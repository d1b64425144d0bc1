/** One of a few, all in view. Arrow keys choose, as in any group of radio buttons. */
import { type ReactNode, useId } from "react";
import { classes } from "./classes";

export interface Segment<Value extends string> {
  value: Value;
  label: string;
  /** Stands in the label's place; the label is then read aloud and shown on hover. */
  icon?: ReactNode;
  lang?: string | undefined;
  disabled?: boolean | undefined;
}

interface SegmentedControlProps<Value extends string> {
  label: string;
  value: Value;
  onChange: (value: Value) => void;
  segments: readonly Segment<Value>[];
  className?: string | undefined;
}

export function SegmentedControl<Value extends string>({
  label,
  value,
  onChange,
  segments,
  className,
}: SegmentedControlProps<Value>) {
  const name = useId();
  return (
    <div className={classes("ui-segments", className)} role="radiogroup" aria-label={label}>
      {segments.map((segment) => (
        <label
          key={segment.value}
          className={segment.icon ? "ui-segment is-icon" : "ui-segment"}
          title={segment.icon ? segment.label : undefined}
          lang={segment.lang}
        >
          <input
            type="radio"
            name={name}
            value={segment.value}
            checked={segment.value === value}
            disabled={segment.disabled}
            aria-label={segment.icon ? segment.label : undefined}
            onChange={() => onChange(segment.value)}
          />
          <span>{segment.icon ?? segment.label}</span>
        </label>
      ))}
    </div>
  );
}
