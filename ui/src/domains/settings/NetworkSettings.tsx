/** Whether the network is used, through what, who is told who asks, and what waits for it. */
import { useState } from "react";
import type { BackendError } from "../../backend/backend";
import { useDo } from "../../backend/queries";
import type { NetworkSetting } from "../../bindings/NetworkSetting";
import type { NetworkView } from "../../bindings/NetworkView";
import type { ProxyKind } from "../../bindings/ProxyKind";
import { useTranslation } from "../../i18n";
import { Button } from "../../shared/Button";
import { Checkbox } from "../../shared/Checkbox";
import { SegmentedControl } from "../../shared/SegmentedControl";
import { TextField } from "../../shared/TextField";
import { useLookups } from "../lookup/lookups";

const PROXIES: readonly ProxyKind[] = ["system", "none", "manual"];

export function NetworkSettings({ view }: { view: NetworkView }) {
  const { t } = useTranslation();
  const edit = useDo<NetworkSetting, NetworkView>((backend, setting) => backend.editNetwork(setting));
  const { setting } = view;
  // A proxy by hand is one only when its address is there.
  const [byHand, setByHand] = useState(false);
  const proxy = byHand ? "manual" : setting.proxy;
  const set = (changes: Partial<NetworkSetting>) => edit.mutate({ ...setting, ...changes });
  const wrong = edit.error?.code === "network-setting" ? edit.error.params.value : undefined;
  return (
    <>
      <section>
        <Checkbox
          checked={setting.on}
          onChange={(on) => set({ on })}
          label={t("settings.network.on")}
          data-testid="network-on"
        />
        <p className="settings-note is-under-box">{t("settings.network.onNote")}</p>
      </section>
      <Waiting view={view} />
      <section>
        <Address
          label={t("settings.network.contact")}
          hint={t("settings.network.contactNote")}
          placeholder="name@example.org"
          value={setting.contact ?? ""}
          failure={wrong !== undefined && wrong === edit.variables?.contact ? edit.error : null}
          onSet={(contact) => set({ contact: contact || null })}
          testId="network-contact"
        />
      </section>
      <section>
        <h3>{t("settings.network.proxy")}</h3>
        <SegmentedControl
          label={t("settings.network.proxy")}
          value={proxy}
          onChange={(kind) => {
            setByHand(kind === "manual");
            if (kind !== "manual") set({ proxy: kind, proxy_address: null });
          }}
          segments={PROXIES.map((value) => ({ value, label: t(`settings.network.proxies.${value}`) }))}
        />
        {proxy === "manual" ? (
          <Address
            label={t("settings.network.proxyAddress")}
            hint={t("settings.network.proxyNote")}
            placeholder="socks5h://proxy.example.org:1080"
            value={setting.proxy_address ?? ""}
            failure={wrong !== undefined && wrong === edit.variables?.proxy_address ? edit.error : null}
            onSet={(address) => {
              if (address) set({ proxy: "manual", proxy_address: address });
            }}
            testId="network-proxy"
          />
        ) : (
          <p className="settings-note">{t(`settings.network.proxyIs.${proxy}`)}</p>
        )}
      </section>
      {edit.error && wrong === undefined && (
        <p className="settings-failed" role="alert">
          {t([`errors.${edit.error.code}`, "errors.unknown"], edit.error.params)}
        </p>
      )}
    </>
  );
}

/** Lookups that were asked for without a network: they are made by themselves once there is one. */
function Waiting({ view: { waiting, setting } }: { view: NetworkView }) {
  const { t } = useTranslation();
  const { runWaiting } = useLookups();
  const forget = useDo<void, void>((backend) => backend.lookupWaitingForget());
  if (waiting.length === 0) return null;
  return (
    <section className="settings-waiting" data-testid="network-waiting">
      <span>{t("settings.network.waiting", { count: waiting.length })}</span>
      <Button size="small" disabled={!setting.on} onClick={() => runWaiting()} data-testid="waiting-run">
        {t("settings.network.askNow")}
      </Button>
      <Button size="small" look="quiet" onClick={() => forget.mutate()} data-testid="waiting-forget">
        {t("settings.network.forget")}
      </Button>
    </section>
  );
}

interface AddressProps {
  label: string;
  hint: string;
  placeholder: string;
  value: string;
  failure: BackendError | null;
  onSet(value: string): void;
  testId: string;
}

/** Taken over when one leaves it or presses Enter. */
function Address({ label, hint, placeholder, value, failure, onSet, testId }: AddressProps) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(value);
  const take = () => {
    if (typed.trim() !== value) onSet(typed.trim());
  };
  return (
    <TextField
      label={label}
      hint={hint}
      placeholder={placeholder}
      value={typed}
      onChange={setTyped}
      onBlur={take}
      onSubmit={take}
      error={failure && t([`errors.${failure.code}`, "errors.unknown"], failure.params)}
      lang="en"
      data-testid={testId}
    />
  );
}
