/** A run of text in its own language, which decides its font and how it is read aloud. */
import type { ComponentPropsWithRef } from "react";
import type { LocalizedText } from "../bindings/LocalizedText";

interface LocalizedProps extends Omit<ComponentPropsWithRef<"span">, "lang" | "children"> {
  value: LocalizedText;
}

export function Localized({ value, ...rest }: LocalizedProps) {
  return (
    <span lang={value.lang} {...rest}>
      {value.text}
    </span>
  );
}
