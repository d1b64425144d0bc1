/** What a person sets: how the network is used, and which services may be asked. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useAsk } from "../../backend/queries";
import { useCommand } from "../../shared/commands";
import { Dialog } from "../../shared/Dialog";
import { TabPanel, Tabs } from "../../shared/Tabs";
import { NetworkSettings } from "./NetworkSettings";
import { ServiceSettings } from "./ServiceSettings";

const TABS = ["network", "services"] as const;
type SettingsTab = (typeof TABS)[number];

export function SettingsDialog() {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const [tab, setTab] = useState<SettingsTab>("network");
  useCommand("settings", () => setOpen(true));
  return (
    <Dialog open={open} onOpenChange={setOpen} title={t("settings.title")} className="settings">
      <Tabs
        className="settings-tabs"
        label={t("settings.title")}
        value={tab}
        onChange={setTab}
        tabs={TABS.map((value) => ({ value, label: t(`settings.tabs.${value}`) }))}
      >
        {TABS.map((value) => (
          <TabPanel key={value} value={value} className="settings-panel">
            <Panel tab={value} />
          </TabPanel>
        ))}
      </Tabs>
    </Dialog>
  );
}

function Panel({ tab }: { tab: SettingsTab }) {
  const { t } = useTranslation();
  const { data: view, error } = useNetwork();
  if (error) {
    return (
      <p className="settings-failed" role="alert">
        {t([`errors.${error.code}`, "errors.unknown"], error.params)}
      </p>
    );
  }
  if (!view) return null;
  return tab === "network" ? <NetworkSettings view={view} /> : <ServiceSettings view={view} />;
}

/** How the network is used. */
export const useNetwork = () => useAsk("network", ["view"], (backend) => backend.network());
