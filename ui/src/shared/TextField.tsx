/** One line or several of text. Enter submits, except while an input method is composing. */
import { type ComponentPropsWithRef, type KeyboardEvent, type ReactNode, useId } from "react";
import { useTranslation } from "../i18n";
import { classes } from "./classes";
import { isComposing } from "./composing";
import { CloseIcon } from "./icons";

interface FieldParts {
  /** Its name, shown above it unless `hideLabel`. */
  label: string;
  hideLabel?: boolean | undefined;
  value: string;
  onChange: (value: string) => void;
  /** Enter (in an area: Ctrl+Enter), never while composing. */
  onSubmit?: ((value: string) => void) | undefined;
  /** Escape, never while composing. */
  onCancel?: (() => void) | undefined;
  /** What is wrong and what to do; replaces the hint. */
  error?: string | null | undefined;
  hint?: ReactNode;
}

type Native<Element extends "input" | "textarea"> = Omit<
  ComponentPropsWithRef<Element>,
  keyof FieldParts | "size" | "aria-label" | "aria-invalid"
>;

export interface TextFieldProps extends FieldParts, Native<"input"> {
  icon?: ReactNode;
  /** Stands at the end, such as a key. */
  trailing?: ReactNode;
  /** Shows a button that empties it. */
  clearable?: boolean | undefined;
  /** 30, 24 or, in the toolbar, 32 px. */
  size?: "normal" | "small" | "large" | undefined;
}

export function TextField({
  icon,
  trailing,
  clearable,
  size = "normal",
  className,
  ...props
}: TextFieldProps) {
  const { t } = useTranslation();
  const { frame, native } = useField(props, false);
  return (
    <Framed {...frame} className={className}>
      <div className={classes("ui-field", size !== "normal" && `is-${size}`)}>
        {icon}
        <input type="text" autoComplete="off" spellCheck={false} {...native} />
        {clearable && frame.value !== "" && (
          <button
            type="button"
            className="ui-field-clear"
            aria-label={t("frame.clear")}
            onClick={(event) => {
              frame.onChange("");
              event.currentTarget.parentElement?.querySelector("input")?.focus();
            }}
          >
            <CloseIcon small />
          </button>
        )}
        {trailing}
      </div>
    </Framed>
  );
}

export interface TextAreaProps extends FieldParts, Native<"textarea"> {}

/** Several lines; it grows with what is typed where the web view can do so. */
export function TextArea({ className, rows = 3, ...props }: TextAreaProps) {
  const { frame, native } = useField(props, true);
  return (
    <Framed {...frame} className={className}>
      <div className="ui-field is-area">
        <textarea rows={rows} {...native} />
      </div>
    </Framed>
  );
}

interface FrameProps extends FieldParts {
  id: string;
  noteId: string;
}

/** Splits what belongs around the element from what belongs to it. */
function useField<Rest extends { id?: string | undefined; onKeyDown?: unknown; onSubmit?: unknown }>(
  props: FieldParts & Rest,
  several: boolean,
) {
  const own = useId();
  const { label, hideLabel, value, onChange, onSubmit, onCancel, error, hint, onKeyDown, ...rest } = props;
  const id = rest.id ?? own;
  const noteId = `${id}-note`;
  const pressed = (event: KeyboardEvent<HTMLInputElement & HTMLTextAreaElement>) => {
    (onKeyDown as ((event: KeyboardEvent) => void) | undefined)?.(event);
    if (event.defaultPrevented || isComposing(event)) return;
    const submits = event.key === "Enter" && (!several || event.ctrlKey || event.metaKey);
    if (submits && onSubmit) {
      event.preventDefault();
      onSubmit(event.currentTarget.value);
    } else if (event.key === "Escape" && onCancel) {
      event.preventDefault();
      event.stopPropagation();
      onCancel();
    }
  };
  return {
    frame: { label, hideLabel, value, onChange, error, hint, id, noteId } satisfies FrameProps,
    native: {
      ...rest,
      id,
      value,
      onKeyDown: pressed,
      onChange: (event: { target: { value: string } }) => onChange(event.target.value),
      "aria-label": hideLabel ? label : undefined,
      "aria-invalid": error ? true : undefined,
      "aria-describedby": error || hint ? noteId : undefined,
    },
  };
}

function Framed({
  label,
  hideLabel,
  error,
  hint,
  id,
  noteId,
  className,
  children,
}: FrameProps & { className?: string | undefined; children: ReactNode }) {
  return (
    <div className={classes("ui-labelled", error && "has-error", className)}>
      {!hideLabel && <label htmlFor={id}>{label}</label>}
      {children}
      {(error || hint) && (
        <p id={noteId} className="ui-note" role={error ? "alert" : undefined}>
          {error || hint}
        </p>
      )}
    </div>
  );
}
