/** What a person sets: how the network is used, which services may be asked, who translates, the glossary. */
import type { ReactNode } from "react";
import type { BackendError } from "../../backend/backend";
import { useAsk } from "../../backend/queries";
import { useTranslation } from "../../i18n";
import { useCommand } from "../../shared/commands";
import { Dialog } from "../../shared/Dialog";
import { TabPanel, Tabs } from "../../shared/Tabs";
import { GlossarySettings } from "./GlossarySettings";
import { NetworkSettings } from "./NetworkSettings";
import { SETTINGS_TABS, type SettingsTab, useSettings } from "./open";
import { ServiceSettings } from "./ServiceSettings";
import { TranslationSettings } from "./TranslationSettings";

export function SettingsDialog() {
  const { t } = useTranslation();
  const { tab, show } = useSettings();
  useCommand("settings", () => show("network"));
  return (
    <Dialog
      open={tab !== null}
      onOpenChange={(open) => !open && show(null)}
      title={t("settings.title")}
      className="settings"
    >
      <Tabs
        className="settings-tabs"
        label={t("settings.title")}
        value={tab ?? "network"}
        onChange={show}
        tabs={SETTINGS_TABS.map((value) => ({ value, label: t(`settings.tabs.${value}`) }))}
      >
        {SETTINGS_TABS.map((value) => (
          <TabPanel key={value} value={value} className="settings-panel">
            {PANELS[value]}
          </TabPanel>
        ))}
      </Tabs>
    </Dialog>
  );
}

function Network() {
  const { data, error } = useNetwork();
  return <Asked error={error}>{data && <NetworkSettings view={data} />}</Asked>;
}

function Services() {
  const { data, error } = useNetwork();
  return <Asked error={error}>{data && <ServiceSettings view={data} />}</Asked>;
}

function Translation() {
  const { data, error } = useAsk("network", ["translation"], (backend) => backend.translation());
  // What was typed is let go when the setting becomes another.
  return (
    <Asked error={error}>
      {data && <TranslationSettings key={JSON.stringify(data.provider)} view={data} />}
    </Asked>
  );
}

function Glossary() {
  const { data, error } = useAsk("references", ["glossary"], (backend) => backend.glossary());
  return <Asked error={error}>{data && <GlossarySettings view={data} />}</Asked>;
}

const PANELS: Record<SettingsTab, ReactNode> = {
  network: <Network />,
  services: <Services />,
  translation: <Translation />,
  glossary: <Glossary />,
};

function Asked({ error, children }: { error: BackendError | null; children: ReactNode }) {
  const { t } = useTranslation();
  if (!error) return children;
  return (
    <p className="settings-failed" role="alert">
      {t([`errors.${error.code}`, "errors.unknown"], error.params)}
    </p>
  );
}

/** How the network is used. */
const useNetwork = () => useAsk("network", ["view"], (backend) => backend.network());
