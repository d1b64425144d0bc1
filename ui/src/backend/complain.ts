/** Says in words what went wrong, with the details for whoever asks. */
import type { TFunction } from "i18next";
import { useCallback } from "react";
import { useTranslation } from "../i18n";
import { say } from "../shared/notices";
import { BackendError } from "./backend";
import { useBackend } from "./context";

/** The sentence for a failure, with what to do next where that is known. */
export function failureInWords(t: TFunction, error: BackendError): string {
  const sentence = t([`errors.${error.code}`, "errors.unknown"], error.params);
  const hint = error.hint ? t(`hints.${error.hint}`, "") : "";
  return hint ? `${sentence} ${hint}` : sentence;
}

/** For a `catch`: says the failure in the undo bar's place. */
export function useComplain(): (thrown: unknown) => void {
  const { t } = useTranslation();
  const backend = useBackend();
  return useCallback(
    (thrown) => {
      const error = BackendError.from(thrown);
      const copy = () => {
        backend.copyText(`${error.code}: ${error.message}`).catch(() => {});
      };
      say({ text: failureInWords(t, error), action: { label: t("errors.copy"), act: copy } });
    },
    [t, backend],
  );
}
