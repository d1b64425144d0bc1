/** The terms of the glossary that stand in an abstract, pair by pair, under it while that is asked for. */

import { useDo } from "../../backend/queries";
import type { AbstractTerm } from "../../bindings/AbstractTerm";
import type { GlossaryEdit } from "../../bindings/GlossaryEdit";
import type { GlossaryView } from "../../bindings/GlossaryView";
import { useTranslation } from "../../i18n";
import { IconButton } from "../../shared/IconButton";
import { CloseIcon } from "../../shared/icons";

export function Terms({ terms }: { terms: readonly AbstractTerm[] }) {
  const { t } = useTranslation();
  const edit = useDo<GlossaryEdit, GlossaryView>((backend, change) => backend.editGlossary(change));
  if (terms.length === 0) return null;
  return (
    <section className="terms" aria-label={t("reading.terms.label")} data-testid="terms">
      <h2>{t("reading.terms.label")}</h2>
      <ul>
        {terms.map(({ term: { zh, en } }) => (
          <li key={`${zh} ${en}`}>
            <span lang="en">{en}</span>
            <span lang="zh-Hans">{zh}</span>
            <IconButton
              size="small"
              label={t("reading.terms.remove", { term: `${en} · ${zh}` })}
              icon={<CloseIcon small />}
              onClick={() => edit.mutate({ how: "remove", zh, en })}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}
