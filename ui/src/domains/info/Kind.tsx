/** What kind of work it is; another may be chosen. */

import { useComplain } from "../../backend/complain";
import { useDo } from "../../backend/queries";
import type { FieldEdit } from "../../bindings/FieldEdit";
import type { ReferenceDetail } from "../../bindings/ReferenceDetail";
import { useTranslation } from "../../i18n";
import { Select } from "../../shared/Select";

/** The types of CSL, those that libraries are full of first. */
const KINDS = [
  "article-journal",
  "book",
  "chapter",
  "paper-conference",
  "thesis",
  "report",
  "article",
  "article-newspaper",
  "article-magazine",
  "webpage",
  "dataset",
  "software",
  "standard",
  "patent",
  "review",
  "review-book",
  "bill",
  "broadcast",
  "classic",
  "collection",
  "document",
  "entry",
  "entry-dictionary",
  "entry-encyclopedia",
  "event",
  "figure",
  "graphic",
  "hearing",
  "interview",
  "legal_case",
  "legislation",
  "manuscript",
  "map",
  "motion_picture",
  "musical_score",
  "pamphlet",
  "performance",
  "periodical",
  "personal_communication",
  "post",
  "post-weblog",
  "regulation",
  "song",
  "speech",
  "treaty",
];

export function Kind({ detail, editable }: { detail: ReferenceDetail; editable: boolean }) {
  const { t } = useTranslation();
  const complain = useComplain();
  const save = useDo<FieldEdit, void>((backend, edit) => backend.editField(edit));
  const name = (kind: string) => t(`kind.${kind}`, kind);
  const choose = (text: string) => {
    if (text === detail.kind) return;
    const edit = { id: detail.row.id, key: "type", lang: null, index: 0, text };
    save.mutate(edit, { onError: complain });
  };
  return (
    <div className="field-row is-kind" data-testid="field-type">
      <dt>{t("fieldName.kind")}</dt>
      <dd>
        {editable ? (
          <Select
            label={t("fieldName.kind")}
            value={detail.kind}
            onChange={choose}
            options={KINDS.map((value) => ({ value, label: name(value) }))}
            look="quiet"
            size="small"
            data-testid="kind"
          />
        ) : (
          <span className="value">{name(detail.kind)}</span>
        )}
      </dd>
    </div>
  );
}
