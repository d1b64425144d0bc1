/** What is going on, in words; null while nothing is. */

import { useTray } from "../backend/queries";
import { useLookups } from "../domains/lookup/lookups";
import { useTranslation } from "../i18n";

export function useDoing(): string | null {
  const { t } = useTranslation();
  const { jobs } = useLookups();
  const reading = useTray().data?.reading ?? false;
  const slow = jobs.filter((job) => job.slow);
  const [first] = slow;
  if (!first) return reading ? t("status.reading") : null;
  return slow.length === 1 && first.kind === "add" && !first.several
    ? t("status.askingFor", { what: first.whats[0] })
    : t("status.asking", { count: slow.reduce((sum, { several }) => sum + (several?.total ?? 1), 0) });
}
