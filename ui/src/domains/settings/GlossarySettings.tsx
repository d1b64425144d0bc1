/** The glossary of the library: mined from keywords, titles and abbreviations; a person adds and takes out. */
import { useState } from "react";
import { useDo } from "../../backend/queries";
import type { GlossaryEdit } from "../../bindings/GlossaryEdit";
import type { GlossaryView } from "../../bindings/GlossaryView";
import { useTranslation } from "../../i18n";
import { Button } from "../../shared/Button";
import { IconButton } from "../../shared/IconButton";
import { CloseIcon } from "../../shared/icons";
import { TextField } from "../../shared/TextField";

/** More than anybody reads; the field above narrows them. */
const MOST = 200;

export function GlossarySettings({ view }: { view: GlossaryView }) {
  const { t } = useTranslation();
  const edit = useDo<GlossaryEdit, GlossaryView>((backend, change) => backend.editGlossary(change));
  const [en, setEn] = useState("");
  const [zh, setZh] = useState("");
  const [wanted, setWanted] = useState("");
  const add = () => {
    if (en.trim() === "" || zh.trim() === "") return;
    const cleared = () => {
      setEn("");
      setZh("");
    };
    edit.mutate({ how: "add", en: en.trim(), zh: zh.trim() }, { onSuccess: cleared });
  };
  const needle = wanted.trim().toLowerCase();
  const terms = view.terms.filter((term) => `${term.en}\n${term.zh}`.toLowerCase().includes(needle));
  return (
    <>
      <section>
        <p className="settings-note">{t("settings.glossary.note")}</p>
        <div className="glossary-new">
          <TextField label={t("settings.glossary.en")} value={en} onChange={setEn} onSubmit={add} lang="en" />
          <TextField
            label={t("settings.glossary.zh")}
            value={zh}
            onChange={setZh}
            onSubmit={add}
            lang="zh-Hans"
          />
          <Button onClick={add} disabled={en.trim() === "" || zh.trim() === ""} data-testid="glossary-add">
            {t("settings.glossary.add")}
          </Button>
        </div>
        {edit.error && (
          <p className="settings-failed" role="alert">
            {t([`errors.${edit.error.code}`, "errors.unknown"], edit.error.params)}
          </p>
        )}
      </section>
      <section>
        <TextField
          label={t("settings.glossary.find")}
          hideLabel
          placeholder={t("settings.glossary.find")}
          value={wanted}
          onChange={setWanted}
          clearable
        />
        {terms.length === 0 && <p className="settings-note">{t("settings.glossary.none")}</p>}
        <ul className="glossary" data-testid="glossary">
          {terms.slice(0, MOST).map((term) => (
            <li key={`${term.en} ${term.zh}`}>
              <span lang="en">{term.en}</span>
              <span lang="zh-Hans">{term.zh}</span>
              <small>
                {t(`settings.glossary.source.${term.source}`)}
                {term.count > 0 && ` · ${term.count}`}
              </small>
              <IconButton
                size="small"
                label={t("frame.remove", { name: `${term.en} · ${term.zh}` })}
                icon={<CloseIcon small />}
                onClick={() => edit.mutate({ how: "remove", en: term.en, zh: term.zh })}
              />
            </li>
          ))}
        </ul>
        {view.removed.length > 0 && (
          <p className="settings-note">
            {t("settings.glossary.removed", { count: view.removed.length })}{" "}
            {view.removed.slice(0, 20).map(({ en: was, zh: chinese }) => (
              <Button
                key={`${was} ${chinese}`}
                look="link"
                size="small"
                onClick={() => edit.mutate({ how: "add", en: was, zh: chinese })}
              >
                {was} · {chinese}
              </Button>
            ))}
          </p>
        )}
      </section>
    </>
  );
}
