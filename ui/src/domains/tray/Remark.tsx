/** What is to be said about a whole file, and what to do about it. */

import type { ImportProblem } from "../../bindings/ImportProblem";
import { useTranslation } from "../../i18n";
import { Button } from "../../shared/Button";
import { WarnIcon } from "../../shared/icons";
import { remark } from "./words";

interface RemarkProps {
  problem: ImportProblem;
  /** Takes the file off the tray; only where nothing else can be done with it. */
  onRemove: (() => void) | undefined;
}

export function Remark({ problem, onRemove }: RemarkProps) {
  const { t } = useTranslation();
  return (
    // biome-ignore lint/a11y/useSemanticElements: a cell of a grid of cards
    // biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus
    <div role="gridcell" className="tray-remark" data-testid="tray-problem" data-code={problem.code}>
      <WarnIcon />
      <p>{remark(t, problem)}</p>
      {onRemove && (
        <Button size="small" onClick={onRemove} data-testid="tray-problem-remove">
          {t("tray.file.takeOff")}
        </Button>
      )}
    </div>
  );
}
