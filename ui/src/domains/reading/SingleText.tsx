/** The text of one language as it would be printed: sections, paragraphs, a measure of at most 620 px. */
import type { AbstractColumn } from "../../bindings/AbstractColumn";
import type { AbstractView } from "../../bindings/AbstractView";
import { isHan, paragraphsOf, runOn, type Side } from "./pairs";

export function SingleText({
  view,
  side,
  column,
}: {
  view: AbstractView;
  side: Side;
  column: AbstractColumn;
}) {
  const states = [
    "text",
    isHan(column.lang) ? "is-zh" : "is-en",
    column.origin.kind === "machine" && "is-mt",
  ];
  return (
    <div className={states.filter(Boolean).join(" ")} lang={column.lang} data-testid={`text-${side}`}>
      {paragraphsOf(view, side).map(({ label, paragraphs }, section) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: sections have no other identity
        <section key={section}>
          {label && <h3>{label}</h3>}
          {paragraphs.map((sentences) => (
            <p key={sentences[0]?.index}>
              {runOn(
                sentences.map(({ text }) => text),
                column.lang,
              )}
            </p>
          ))}
        </section>
      ))}
    </div>
  );
}
