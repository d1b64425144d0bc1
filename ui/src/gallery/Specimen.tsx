/** A named row of specimens. */
import type { ReactNode } from "react";

export function Specimen({
  title,
  stacked,
  children,
}: {
  title: string;
  stacked?: boolean;
  children: ReactNode;
}) {
  return (
    <section className="gallery-specimen">
      <h2>{title}</h2>
      <div className={stacked ? "gallery-stack" : "gallery-row"}>{children}</div>
    </section>
  );
}
