/** What can be done with the chosen sentences, above the grid while links are corrected. */
import type { ReactNode } from "react";
import { useTranslation } from "../../i18n";
import { Button } from "../../shared/Button";
import type { Grid } from "./useGrid";
import type { Linking } from "./useLinking";

export function LinkEditor({
  grid,
  linking,
  lockedLinks,
  children,
}: {
  grid: Grid;
  linking: Linking;
  lockedLinks: number;
  /** What can be done with the one chosen sentence. */
  children?: ReactNode;
}) {
  const { t } = useTranslation();
  return (
    <div className="link-editor-place">
      <div
        className="link-editor"
        role="toolbar"
        aria-label={t("reading.edit.label")}
        data-testid="link-editor"
      >
        <Act name="link" shortcut="L" can={linking.canLink} act={linking.link} main />
        <Act name="unlink" shortcut="U" can={linking.canUnlink} act={linking.unlink} />
        <Act name="alone" shortcut="N" can={linking.canStandAlone} act={linking.alone} />
        <span className="link-how" role="status">
          {linking.failure
            ? t([`errors.${linking.failure.code}`, "errors.unknown"], linking.failure.params)
            : lockedLinks > 0
              ? t("reading.edit.locked", { count: lockedLinks })
              : t("reading.edit.how")}
        </span>
        {lockedLinks > 0 && <Act name="reset" can act={linking.reset} />}
        <Act name="done" shortcut="Escape" can act={() => grid.edit(false)} />
      </div>
      {children}
    </div>
  );
}

interface ActProps {
  name: "link" | "unlink" | "alone" | "reset" | "done";
  shortcut?: string;
  can: boolean;
  main?: boolean;
  act(): void;
}

function Act({ name, shortcut, can, main, act }: ActProps) {
  const { t } = useTranslation();
  return (
    <Button
      size="small"
      look={main && can ? "primary" : "plain"}
      shortcut={shortcut}
      disabled={!can}
      onClick={act}
      data-testid={`links-${name}`}
    >
      {t(`reading.edit.${name}`)}
    </Button>
  );
}
