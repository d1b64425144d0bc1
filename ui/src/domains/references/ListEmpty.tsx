/** Where a list has nothing: what belongs here, and how it comes here. */

import type { BackendError } from "../../backend/backend";
import { failureInWords } from "../../backend/complain";
import { useTranslation } from "../../i18n";
import { Button } from "../../shared/Button";
import { EmptyState } from "../../shared/EmptyState";
import { Kbd } from "../../shared/Kbd";
import { type Place, useSession } from "../../shared/session";

export function ListEmpty({ place, text }: { place: Place; text: string }) {
  const { t } = useTranslation();
  const search = useSession((session) => session.search);
  if (text !== "") {
    return (
      <EmptyState
        title={t("nothing.search.title", { text })}
        actions={
          <Button size="small" onClick={() => search("")}>
            {t("list.clear")}
          </Button>
        }
      >
        <p>{t("nothing.search.words")}</p>
      </EmptyState>
    );
  }
  return (
    <EmptyState title={t(`nothing.${place.kind}.title`)}>
      <p>{t(`nothing.${place.kind}.words`)}</p>
      {KEYS[place.kind] && (
        <p className="nothing-keys">
          <Kbd keys={KEYS[place.kind] ?? ""} />
        </p>
      )}
    </EmptyState>
  );
}

/** Where the list could not be read. */
export function ListFailed({ error, again }: { error: BackendError; again: () => void }) {
  const { t } = useTranslation();
  return (
    <EmptyState
      title={t("list.failed")}
      actions={
        <Button size="small" onClick={again}>
          {t("list.again")}
        </Button>
      }
    >
      <p role="alert">{failureInWords(t, error)}</p>
    </EmptyState>
  );
}

/** The key that brings something here. */
const KEYS: Partial<Record<Place["kind"], string>> = {
  all: "Ctrl+V",
  collection: "Ctrl+Shift+T",
  tag: "Ctrl+T",
};
