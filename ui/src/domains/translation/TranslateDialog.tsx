/** Translates the selected references by the provider that the user set up: says first where to, how much and what it costs. */
import { useEffect, useState } from "react";
import { BackendError } from "../../backend/backend";
import { useBackend } from "../../backend/context";
import type { TranslationEstimate } from "../../bindings/TranslationEstimate";
import type { TranslationProgress } from "../../bindings/TranslationProgress";
import type { TranslationReport } from "../../bindings/TranslationReport";
import { useTranslation } from "../../i18n";
import { Button } from "../../shared/Button";
import { useCommand } from "../../shared/commands";
import { Dialog } from "../../shared/Dialog";
import { ProgressBar } from "../../shared/Progress";
import { useSession } from "../../shared/session";
import { useSettings } from "../settings/open";

type Step =
  | { at: "asking" }
  | { at: "estimated"; estimate: TranslationEstimate }
  | { at: "running"; job: string; progress: TranslationProgress | null }
  | { at: "done"; report: TranslationReport }
  | { at: "failed"; error: BackendError };

export function TranslateDialog() {
  const chosen = useSession(({ selection }) => selection.length > 0);
  const [ids, setIds] = useState<string[] | null>(null);
  useCommand("reference-translate", () => setIds(useSession.getState().selection), chosen);
  return ids && <Translate ids={ids} onClose={() => setIds(null)} />;
}

function Translate({ ids, onClose }: { ids: string[]; onClose(): void }) {
  const { t, i18n } = useTranslation();
  const backend = useBackend();
  const openSettings = useSettings((settings) => settings.show);
  const [step, setStep] = useState<Step>({ at: "asking" });
  const failed = (thrown: unknown) => setStep({ at: "failed", error: BackendError.from(thrown) });

  // biome-ignore lint/correctness/useExhaustiveDependencies: asked once
  useEffect(() => {
    const request = { job: crypto.randomUUID(), ids, to: null };
    backend.estimateTranslation(request).then((estimate) => setStep({ at: "estimated", estimate }), failed);
  }, []);
  const run = () => {
    const job = crypto.randomUUID();
    setStep({ at: "running", job, progress: null });
    const told = (progress: TranslationProgress) =>
      setStep((now) => (now.at === "running" ? { ...now, progress } : now));
    backend.translate({ job, ids, to: null }, told).then((report) => setStep({ at: "done", report }), failed);
  };
  const close = () => {
    if (step.at === "running") backend.cancelTranslation(step.job).catch(() => {});
    else onClose();
  };
  const off = step.at === "failed" && step.error.code === "translation-off";
  const nothing = step.at === "estimated" && step.estimate.references === 0;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && close()}
      title={t("translation.title", { count: ids.length })}
      description={words()}
      className="translate"
      actions={
        <>
          <Button look="quiet" onClick={close} data-testid="translate-close">
            {t(
              step.at === "running"
                ? "translation.stop"
                : step.at === "done"
                  ? "frame.close"
                  : "translation.cancel",
            )}
          </Button>
          {off && (
            <Button
              look="primary"
              onClick={() => {
                onClose();
                openSettings("translation");
              }}
              data-testid="translate-set-up"
            >
              {t("translation.setUp")}
            </Button>
          )}
          {step.at === "estimated" && !nothing && (
            <Button look="primary" onClick={run} data-testid="translate-run">
              {t("translation.run")}
            </Button>
          )}
        </>
      }
    >
      {step.at === "running" && <Running progress={step.progress} />}
    </Dialog>
  );

  function words(): string {
    switch (step.at) {
      case "asking":
        return t("translation.counting");
      case "estimated": {
        const { estimate } = step;
        if (nothing) return t("translation.nothing");
        const cost =
          estimate.cost === null
            ? null
            : new Intl.NumberFormat(i18n.language, { maximumFractionDigits: 4 }).format(estimate.cost);
        return [
          t("translation.goes", { ...estimate, count: estimate.sentences }),
          cost !== null && t("translation.costs", { cost: `${estimate.currency} ${cost}`.trim() }),
          estimate.left_out > 0 && t("translation.leftOut", { count: estimate.left_out }),
          t("translation.marked"),
        ]
          .filter(Boolean)
          .join(t("translation.space"));
      }
      case "running":
        return t("translation.running");
      case "done":
        return t(step.report.cancelled ? "translation.cancelled" : "translation.done", {
          count: step.report.translated.length,
        });
      case "failed":
        return off
          ? t("translation.off")
          : t([`errors.${step.error.code}`, "errors.unknown"], step.error.params);
    }
  }
}

function Running({ progress }: { progress: TranslationProgress | null }) {
  const { t } = useTranslation();
  const { references = 0, of_references = 1, sentences = 0, of_sentences = 1 } = progress ?? {};
  const done = (references + sentences / Math.max(of_sentences, 1)) / Math.max(of_references, 1);
  return <ProgressBar label={t("translation.running")} value={progress ? Math.min(done, 1) : null} />;
}
