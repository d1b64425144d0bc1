/** The form of a value that is added: one that was missing, or one more. */

import { useDo } from "../../backend/queries";
import type { FieldEdit } from "../../bindings/FieldEdit";
import type { FieldOffer } from "../../bindings/FieldOffer";
import { useTranslation } from "../../i18n";
import { draftOf } from "./drafts";
import { Editor, FormRow, NEW_VALUE } from "./Editor";
import { isRole, offerName } from "./names";
import { PeopleForm } from "./PeopleForm";

interface NewValueProps {
  reference: string;
  offer: FieldOffer;
  /** It is saved, or nobody wants it any more. */
  onDone(saved: boolean): void;
}

export function NewValue({ reference, offer, onDone }: NewValueProps) {
  const { t } = useTranslation();
  const name = offerName(t, offer);
  return (
    <FormRow name={name} testId={`new-${offer.key}`}>
      {isRole(offer.key) ? (
        <PeopleForm reference={reference} role={offer.key} onDone={onDone} />
      ) : (
        <TextForm reference={reference} offer={offer} name={name} onDone={onDone} />
      )}
    </FormRow>
  );
}

function TextForm({ reference, offer, name, onDone }: NewValueProps & { name: string }) {
  const { t } = useTranslation();
  const { key, lang, index } = offer;
  const save = useDo<FieldEdit, void>((backend, edit) => backend.editField(edit));
  const draft = draftOf([reference, key, lang, "new"], "");
  const leave = (saved: boolean) => {
    draft.drop();
    onDone(saved);
  };
  return (
    <Editor
      id={NEW_VALUE}
      field={key}
      label={name}
      lang={lang}
      draft={draft}
      error={save.error}
      saving={save.isPending}
      save={t("info.addNow")}
      onCancel={() => leave(false)}
      onSave={(text) =>
        text === ""
          ? leave(false)
          : save.mutate({ id: reference, key, lang, index, text }, { onSuccess: () => leave(true) })
      }
    />
  );
}
