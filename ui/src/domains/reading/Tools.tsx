/** The buttons of the abstract: how the languages stand, which is left, what is covered, how large the text is. */
import type { ReactNode } from "react";
import { useTranslation } from "../../i18n";
import { Button } from "../../shared/Button";
import { runCommand } from "../../shared/commands";
import { IconButton } from "../../shared/IconButton";
import {
  CoverIcon,
  InterleavedIcon,
  LinkIcon,
  SideBySideIcon,
  SingleIcon,
  SwapIcon,
  TermsIcon,
  TextSizeIcon,
} from "../../shared/icons";
import { Popover } from "../../shared/Popover";
import { usePreferences } from "../../shared/preferences";
import type { Grid } from "./useGrid";
import type { Layout } from "./useLayout";

interface ToolsProps {
  layout: Layout;
  /** Absent where there is no pair of texts. */
  grid: Grid | null;
  wide: boolean;
}

export function Tools({ layout, grid, wide }: ToolsProps) {
  const { t } = useTranslation();
  const { standing, choose } = layout;
  const { swapped, terms, set } = usePreferences();
  const single = standing === "left" || standing === "right";
  const paired = grid !== null && !single;
  return (
    <div className="tools" role="toolbar" aria-label={t("reading.tools.label")}>
      {grid && (
        <>
          {wide && (
            <Tool name="side" icon={<SideBySideIcon />} on={standing === "side"} act={() => choose("side")} />
          )}
          <Tool
            name="interleaved"
            icon={<InterleavedIcon />}
            on={standing === "interleaved"}
            act={() => choose("interleaved")}
          />
          <Tool
            name="single"
            icon={<SingleIcon />}
            on={single}
            act={() => choose(standing === "left" || (!single && swapped) ? "right" : "left")}
          />
          <i className="tools-gap" />
          <Tool name="swap" icon={<SwapIcon />} act={() => runCommand("swap-sides")} />
        </>
      )}
      {paired && (
        <>
          <Tool
            name="cover"
            icon={<CoverIcon />}
            on={grid.covered !== null}
            act={() => grid.cover(swapped ? "left" : "right")}
          />
          <Tool name="terms" icon={<TermsIcon />} on={terms} act={() => set({ terms: !terms })} />
          <Tool name="edit" icon={<LinkIcon />} on={grid.editing} act={() => grid.edit(!grid.editing)} />
        </>
      )}
      <TextSize />
    </div>
  );
}

interface ToolProps {
  name: string;
  icon: ReactNode;
  on?: boolean | undefined;
  shortcut?: string | undefined;
  act(): void;
}

function Tool({ name, icon, on, shortcut, act }: ToolProps) {
  const { t } = useTranslation();
  return (
    <IconButton
      label={t(`reading.tools.${name}`)}
      icon={icon}
      pressed={on}
      shortcut={shortcut}
      onClick={act}
      data-testid={`tool-${name}`}
    />
  );
}

const STEPS = [-2, -1, 0, 1, 2, 3];

function TextSize() {
  const { t } = useTranslation();
  const { textStep, set } = usePreferences();
  const size = t("reading.tools.size");
  const step = (by: 1 | -1) => set({ textStep: textStep + by });
  return (
    <Popover
      title={size}
      hideTitle
      align="end"
      className="text-size"
      trigger={<IconButton label={size} icon={<TextSizeIcon />} data-testid="tool-size" />}
    >
      <IconButton
        label={t("reading.tools.smaller")}
        icon={<span className="size-small">A</span>}
        disabled={textStep <= -2}
        onClick={() => step(-1)}
      />
      <span className="size-steps" aria-hidden="true">
        {STEPS.map((one) => (
          <i key={one} className={one === textStep ? "is-now" : ""} />
        ))}
      </span>
      <IconButton
        label={t("reading.tools.larger")}
        icon={<span className="size-large">A</span>}
        disabled={textStep >= 3}
        onClick={() => step(1)}
      />
      <Button look="quiet" size="small" disabled={textStep === 0} onClick={() => set({ textStep: 0 })}>
        {t("reading.tools.usual")}
      </Button>
    </Popover>
  );
}
