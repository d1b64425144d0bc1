/** Adds people to a reference: a name, the same in the other script, and whether it is an organisation's. */
import { type KeyboardEvent, useId, useState } from "react";
import { useDo } from "../../backend/queries";
import type { PeopleEdit } from "../../bindings/PeopleEdit";
import { useTranslation } from "../../i18n";
import { Button } from "../../shared/Button";
import { isComposing } from "../../shared/composing";
import { SegmentedControl } from "../../shared/SegmentedControl";
import { TextField } from "../../shared/TextField";
import { draftOf } from "./drafts";
import { NEW_VALUE, Note } from "./Editor";

const HAN = /\p{Script=Han}/u;

interface PeopleFormProps {
  reference: string;
  role: string;
  onDone(saved: boolean): void;
}

export function PeopleForm({ reference, role, onDone }: PeopleFormProps) {
  const { t } = useTranslation();
  const note = useId();
  const [drafts] = useState(() => [
    draftOf([reference, role, "names"], ""),
    draftOf([reference, role, "others"], ""),
  ]);
  const [names, setNames] = useState(drafts[0]?.initial ?? "");
  const [others, setOthers] = useState(drafts[1]?.initial ?? "");
  const [organisation, setOrganisation] = useState(false);
  const save = useDo<PeopleEdit, void>((backend, people) => backend.addPeople(people));
  const leave = (saved: boolean) => {
    for (const draft of drafts) draft.drop();
    onDone(saved);
  };
  const add = () => {
    const people = { id: reference, role, names: names.trim(), other_names: others.trim(), organisation };
    if (people.names === "") leave(false);
    else save.mutate(people, { onSuccess: () => leave(true) });
  };
  const chinese = HAN.test(names);
  const which = organisation ? "organisation" : "person";
  const press = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || event.defaultPrevented || isComposing(event)) return;
    event.preventDefault();
    event.stopPropagation();
    leave(false);
  };
  return (
    <form
      className="value-form people-form"
      onKeyDown={press}
      onSubmit={(event) => {
        event.preventDefault();
        add();
      }}
    >
      <SegmentedControl
        label={t("newPerson.which")}
        value={which}
        onChange={(chosen) => setOrganisation(chosen === "organisation")}
        segments={[
          { value: "person", label: t("newPerson.person") },
          { value: "organisation", label: t("newPerson.organisation") },
        ]}
      />
      <div className="people-names-typed">
        <TextField
          id={NEW_VALUE}
          label={t("newPerson.name")}
          placeholder={t(`newPerson.example.${which}`)}
          // The field was asked for.
          autoFocus
          value={names}
          onChange={(typed) => {
            setNames(typed);
            drafts[0]?.keep(typed);
          }}
          onSubmit={add}
          aria-describedby={note}
          data-testid="new-names"
        />
        <TextField
          label={t(chinese ? "newPerson.inLatin" : "newPerson.inHan")}
          placeholder={t(`newPerson.${chinese ? "exampleLatin" : "exampleHan"}.${which}`)}
          value={others}
          onChange={(typed) => {
            setOthers(typed);
            drafts[1]?.keep(typed);
          }}
          onSubmit={add}
          aria-describedby={note}
          data-testid="new-other-names"
        />
      </div>
      <Note id={note} error={save.error} hint={t("newPerson.hint")} />
      <span className="value-acts">
        <Button type="submit" size="small" disabled={save.isPending} data-testid="value-save">
          {t("info.addNow")}
        </Button>
        <Button look="quiet" size="small" onClick={() => leave(false)}>
          {t("info.cancel")}
        </Button>
      </span>
    </form>
  );
}
