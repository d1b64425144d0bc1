/** The buttons of the abstract: how the languages stand, which is left, what is covered, how large the text is. */
import { Popover } from "@base-ui/react/popover";
import { useTranslation } from "react-i18next";
import { runCommand } from "../../shared/commands";
import { usePreferences } from "../../shared/preferences";
import { Icon, type IconName } from "./icons";
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
  const swapped = usePreferences((preferences) => preferences.swapped);
  const single = standing === "left" || standing === "right";
  const paired = grid !== null && !single;
  return (
    <div className="tools" role="toolbar" aria-label={t("reading.tools.label")}>
      {grid && (
        <>
          {wide && <Tool name="side" icon="side" on={standing === "side"} act={() => choose("side")} />}
          <Tool
            name="interleaved"
            icon="interleaved"
            on={standing === "interleaved"}
            act={() => choose("interleaved")}
          />
          <Tool
            name="single"
            icon="single"
            on={single}
            act={() => choose(standing === "left" || (!single && swapped) ? "right" : "left")}
          />
          <i className="tools-gap" />
          <Tool name="swap" icon="swap" act={() => runCommand("swap-sides")} />
        </>
      )}
      {paired && (
        <>
          <Tool
            name="cover"
            icon="cover"
            on={grid.covered !== null}
            act={() => grid.cover(swapped ? "left" : "right")}
          />
          <Tool name="edit" icon="link" on={grid.editing} act={() => grid.edit(!grid.editing)} />
        </>
      )}
      <TextSize />
    </div>
  );
}

function Tool({ name, icon, on, act }: { name: string; icon: IconName; on?: boolean; act(): void }) {
  const { t } = useTranslation();
  const label = t(`reading.tools.${name}`);
  return (
    <button
      type="button"
      className={`tool ${on ? "is-on" : ""}`}
      aria-pressed={on}
      aria-label={label}
      title={label}
      onClick={act}
      data-testid={`tool-${name}`}
    >
      <Icon name={icon} />
    </button>
  );
}

function TextSize() {
  const { t } = useTranslation();
  const { textStep, set } = usePreferences();
  return (
    <Popover.Root>
      <Popover.Trigger className="tool" aria-label={t("reading.tools.size")} title={t("reading.tools.size")}>
        <Icon name="size" />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner side="bottom" align="end" sideOffset={6} className="pane-layer">
          <Popover.Popup className="pane-flyout text-size" aria-label={t("reading.tools.size")}>
            <button
              type="button"
              className="tool"
              aria-label={t("reading.tools.smaller")}
              disabled={textStep <= -2}
              onClick={() => set({ textStep: textStep - 1 })}
            >
              <span className="size-small">A</span>
            </button>
            <span className="size-steps" aria-hidden="true">
              {[-2, -1, 0, 1, 2, 3].map((step) => (
                <i key={step} className={step === textStep ? "is-now" : ""} />
              ))}
            </span>
            <button
              type="button"
              className="tool"
              aria-label={t("reading.tools.larger")}
              disabled={textStep >= 3}
              onClick={() => set({ textStep: textStep + 1 })}
            >
              <span className="size-large">A</span>
            </button>
            <button
              type="button"
              className="act"
              disabled={textStep === 0}
              onClick={() => set({ textStep: 0 })}
            >
              {t("reading.tools.usual")}
            </button>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
