/** Who translates, if anybody: nothing is sent before a provider is set up here and a translation asked for. */

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useDo } from "../../backend/queries";
import type { TranslationKind } from "../../bindings/TranslationKind";
import type { TranslationProvider } from "../../bindings/TranslationProvider";
import type { TranslationSetting } from "../../bindings/TranslationSetting";
import type { TranslationView } from "../../bindings/TranslationView";
import { useTranslation } from "../../i18n";
import { Button } from "../../shared/Button";
import { SegmentedControl } from "../../shared/SegmentedControl";
import { TextField } from "../../shared/TextField";

const KINDS = ["openai", "deepl", "libretranslate"] as const satisfies readonly TranslationKind[];

/** Where each kind usually is; a model on this computer for the first. */
const ADDRESSES: Record<TranslationKind, string> = {
  openai: "http://127.0.0.1:11434/v1",
  deepl: "https://api-free.deepl.com",
  libretranslate: "http://127.0.0.1:5000",
};

export function TranslationSettings({ view }: { view: TranslationView }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const set = useDo<TranslationSetting, TranslationView>((backend, setting) =>
    backend.setTranslation(setting),
  );
  const { provider } = view;
  const [kind, setKind] = useState<TranslationKind>(provider?.kind ?? "openai");
  const [address, setAddress] = useState(provider?.address ?? "");
  const [model, setModel] = useState(provider?.model ?? "");
  const [key, setKey] = useState("");
  const [input, setInput] = useState(provider?.price ? String(provider.price.input) : "");
  const [output, setOutput] = useState(provider?.price ? String(provider.price.output) : "");
  const [currency, setCurrency] = useState(provider?.price?.currency ?? "");

  const keep = (setting: TranslationSetting) =>
    set.mutate(setting, {
      onSuccess: (now) => {
        setKey("");
        client.setQueryData(["network", "translation"], now);
      },
    });
  const price = Number(input) > 0 ? { input: Number(input), output: Number(output) || 0, currency } : null;
  const typed: TranslationProvider = {
    kind,
    address: address.trim() || ADDRESSES[kind],
    model: kind === "openai" ? model.trim() : "",
    price,
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        keep({ provider: typed, key: key === "" ? null : key });
      }}
      data-testid="translation-settings"
    >
      <section>
        <p className="settings-note">{t("settings.translation.note")}</p>
      </section>
      <section className="settings-fields">
        <SegmentedControl
          label={t("settings.translation.kind")}
          value={kind}
          onChange={setKind}
          segments={KINDS.map((value) => ({ value, label: t(`settings.translation.kinds.${value}`) }))}
        />
        <TextField
          label={t("settings.translation.address")}
          hint={t(`settings.translation.addressNote.${kind}`)}
          placeholder={ADDRESSES[kind]}
          value={address}
          onChange={setAddress}
          lang="en"
          data-testid="translation-address"
        />
        {kind === "openai" && (
          <TextField
            label={t("settings.translation.model")}
            placeholder="qwen3:8b"
            value={model}
            onChange={setModel}
            lang="en"
            data-testid="translation-model"
          />
        )}
        <TextField
          label={t("settings.translation.key")}
          hint={view.keyring_problem ?? t("settings.translation.keyNote")}
          type="password"
          placeholder={view.has_key ? t("settings.services.isSet") : ""}
          value={key}
          onChange={setKey}
          disabled={view.keyring_problem !== null}
          data-testid="translation-key"
        />
        <div className="settings-prices">
          <TextField
            label={t(kind === "openai" ? "settings.translation.priceIn" : "settings.translation.price")}
            value={input}
            onChange={setInput}
            inputMode="decimal"
          />
          {kind === "openai" && (
            <TextField
              label={t("settings.translation.priceOut")}
              value={output}
              onChange={setOutput}
              inputMode="decimal"
            />
          )}
          <TextField label={t("settings.translation.currency")} value={currency} onChange={setCurrency} />
        </div>
        <p className="settings-note">{t("settings.translation.priceNote")}</p>
      </section>
      <section className="settings-acts">
        <span
          role={set.error ? "alert" : "status"}
          className={set.error ? "settings-failed" : "settings-note"}
        >
          {set.error
            ? t([`errors.${set.error.code}`, "errors.unknown"], set.error.params)
            : provider && t(view.is_local ? "settings.translation.isLocal" : "settings.translation.isOn")}
        </span>
        {provider && (
          <Button
            look="quiet"
            onClick={() => keep({ provider: null, key: "" })}
            data-testid="translation-off"
          >
            {t("settings.translation.off")}
          </Button>
        )}
        <Button look="primary" type="submit" disabled={set.isPending} data-testid="translation-keep">
          {t("settings.translation.keep")}
        </Button>
      </section>
    </form>
  );
}
