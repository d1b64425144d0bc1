/** Copies a text, and says that it did or could not. */
import { useCallback } from "react";
import { BackendError } from "../../backend/backend";
import { useBackend } from "../../backend/context";
import { useTranslation } from "../../i18n";
import { say } from "../../shared/notices";

export function useCopy(): (text: string) => void {
  const backend = useBackend();
  const { t } = useTranslation();
  return useCallback(
    (text: string) => {
      backend.copyText(text).then(
        () => say({ text: t("reading.copied"), stays: 2000 }),
        (thrown) => {
          const { code, params } = BackendError.from(thrown);
          say({ text: t([`errors.${code}`, "errors.unknown"], params) });
        },
      );
    },
    [backend, t],
  );
}
