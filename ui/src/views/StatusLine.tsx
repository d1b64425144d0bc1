/** The last line: how much there is, and what is going on. */

import { useSummary, useTray } from "../backend/queries";
import { useTranslation } from "../i18n";

export function StatusLine() {
  const { t } = useTranslation();
  const { data } = useSummary();
  const reading = useTray().data?.reading ?? false;
  return (
    <footer className="status">
      {data && (
        <span data-testid="counts">
          {t("counts.references", { count: data.references })}
          {data.both_languages > 0 && ` · ${t("counts.both", { count: data.both_languages })}`}
        </span>
      )}
      {/* Lookups have a line of their own. The region stands before its first words, or nobody would hear those. */}
      <span className="status-doing" role="status" data-testid="doing">
        {reading && t("status.reading")}
      </span>
      {data && (
        <span className="status-folder" title={data.folder}>
          {t("status.folder", { folder: data.folder })}
        </span>
      )}
    </footer>
  );
}
