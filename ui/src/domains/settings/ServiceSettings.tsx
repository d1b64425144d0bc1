/** Every host that the program may speak to, with what it receives, and the keys that some take. */
import { useState } from "react";
import { useDo } from "../../backend/queries";
import type { NetworkKey } from "../../bindings/NetworkKey";
import type { NetworkKeyEdit } from "../../bindings/NetworkKeyEdit";
import type { NetworkView } from "../../bindings/NetworkView";
import { useTranslation } from "../../i18n";
import { Button } from "../../shared/Button";
import { CheckIcon } from "../../shared/icons";
import { TextField } from "../../shared/TextField";

export function ServiceSettings({ view }: { view: NetworkView }) {
  const { t } = useTranslation();
  return (
    <>
      <section>
        <p className="settings-note">{t("settings.services.note")}</p>
        <ul className="settings-hosts" data-testid="hosts">
          {view.hosts.map(({ host, name }) => (
            <li key={host}>
              <b lang="en">{name}</b>
              <code>{host}</code>
              {/* A dot in a key stands between an area and its texts. */}
              <span>{t(`settings.services.receives.${host.replaceAll(".", "_")}`)}</span>
            </li>
          ))}
        </ul>
      </section>
      <section>
        <h3>{t("settings.services.keys")}</h3>
        <p className="settings-note">
          {view.keyring_problem === null
            ? t("settings.services.keysNote")
            : t("settings.services.noKeyring", { problem: view.keyring_problem })}
        </p>
        {view.keys.map((key) => (
          <Key key={key.service} of={key} disabled={view.keyring_problem !== null} />
        ))}
      </section>
    </>
  );
}

function Key({ of: { service, name, is_set }, disabled }: { of: NetworkKey; disabled: boolean }) {
  const { t } = useTranslation();
  const edit = useDo<NetworkKeyEdit, NetworkView>((backend, change) => backend.editNetworkKey(change));
  const [typed, setTyped] = useState("");
  const keep = () => {
    if (typed.trim() === "") return;
    edit.mutate({ service, key: typed.trim() }, { onSuccess: () => setTyped("") });
  };
  return (
    <div className="settings-key" data-testid={`key-${service}`}>
      <TextField
        label={name}
        hint={t(`settings.services.purpose.${service}`)}
        type="password"
        value={typed}
        onChange={setTyped}
        onSubmit={keep}
        disabled={disabled}
        placeholder={is_set ? t("settings.services.isSet") : ""}
        error={edit.error && t([`errors.${edit.error.code}`, "errors.unknown"], edit.error.params)}
        trailing={is_set ? <CheckIcon small /> : undefined}
      />
      <Button size="small" disabled={disabled || typed.trim() === ""} onClick={keep}>
        {t("settings.services.keep")}
      </Button>
      <Button
        size="small"
        look="quiet"
        disabled={!is_set}
        onClick={() => edit.mutate({ service, key: null })}
        data-testid={`key-${service}-forget`}
      >
        {t("settings.services.forget")}
      </Button>
    </div>
  );
}
