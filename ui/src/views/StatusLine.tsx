/** The last line: how much there is, and what is going on. */
import { useTranslation } from "react-i18next";
import { useSummary } from "../backend/queries";
import { useDoing } from "./useDoing";

export function StatusLine() {
  const { t } = useTranslation();
  const { data } = useSummary();
  const doing = useDoing();
  return (
    <footer className="status">
      {data && (
        <span data-testid="counts">
          {t("counts.references", { count: data.references })}
          {data.both_languages > 0 && ` · ${t("counts.both", { count: data.both_languages })}`}
        </span>
      )}
      {/* The region stands before its first words, or screen readers would not hear those. */}
      <span className="status-doing" role="status" data-testid="doing">
        {doing}
      </span>
      {data && (
        <span className="status-folder" title={data.folder}>
          {t("status.folder", { folder: data.folder })}
        </span>
      )}
    </footer>
  );
}
