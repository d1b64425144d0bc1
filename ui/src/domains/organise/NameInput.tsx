/** A name that is typed where it will stand. Enter keeps it, Escape drops it, and so does an empty one. */
import { type ReactNode, useEffect, useRef } from "react";
import { isComposing } from "../../shared/composing";

interface NameInputProps {
  label: string;
  name?: string | undefined;
  icon: ReactNode;
  depth: number;
  /** The name without space around it; null when nothing is to change. */
  onDone: (name: string | null) => void;
}

export function NameInput({ label, name = "", icon, depth, onDone }: NameInputProps) {
  const input = useRef<HTMLInputElement>(null);
  const done = useRef(false);
  const finish = (value: string | null) => {
    // Leaving the field after Enter must not name it twice.
    if (done.current) return;
    done.current = true;
    onDone(value?.trim() || null);
  };
  useEffect(() => {
    // A menu that is closing gives the focus back first.
    const timer = setTimeout(() => input.current?.select(), 0);
    input.current?.select();
    return () => clearTimeout(timer);
  }, []);
  return (
    <span className="place-naming" style={depth > 0 ? { paddingLeft: 8 + depth * 16 } : undefined}>
      {icon}
      <input
        ref={input}
        defaultValue={name}
        aria-label={label}
        spellCheck={false}
        autoComplete="off"
        onKeyDown={(event) => {
          event.stopPropagation();
          if (isComposing(event)) return;
          if (event.key === "Enter") finish(event.currentTarget.value);
          else if (event.key === "Escape") finish(null);
        }}
        onBlur={(event) => finish(event.currentTarget.value)}
        data-testid="collection-name"
      />
    </span>
  );
}
