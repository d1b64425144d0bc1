/** What is only looked at. */
import type { LanguageBadge as Languages } from "../bindings/LanguageBadge";
import { Button } from "../shared/Button";
import { Chip, Tag } from "../shared/Chip";
import { EmptyState } from "../shared/EmptyState";
import { AddIcon, DiffersIcon, NoCounterpartIcon, UnsureIcon } from "../shared/icons";
import { Kbd } from "../shared/Kbd";
import { LanguageBadge } from "../shared/LanguageBadge";
import { Localized } from "../shared/Localized";
import { Mark } from "../shared/Mark";
import { ProgressBar, ProgressRing } from "../shared/Progress";
import { Line } from "../shared/UndoBar";
import { Specimen } from "./Specimen";
import type { Words } from "./words";

const nothing = () => {};
const BADGES: Languages[] = [
  "en",
  "zh",
  "both",
  "both-published",
  "en-to-zh-machine",
  "zh-to-en-machine",
  "none",
];
const GROUNDS = ["chrome", "list", "paper", "raised", "sel", "en-tint", "zh-tint", "mt-tint", "warn-tint"];

export function Signs({ words: w }: { words: Words }) {
  return (
    <>
      <Specimen title={w.sections.badges} stacked>
        {BADGES.map((languages, index) => (
          <div className="gallery-badge" key={languages}>
            <LanguageBadge languages={languages} />
            <LanguageBadge languages={languages} alone />
            <span>{w.badgeWords[index]}</span>
          </div>
        ))}
      </Specimen>
      <Specimen title={w.sections.chips}>
        <Chip>{w.nights}</Chip>
        <Chip tone="tool">Crossref</Chip>
        <Chip tone="doubt">{w.sameDoi}</Chip>
        <Chip tone="machine">{w.machine}</Chip>
        <Chip tone="en" lang="en">
          English
        </Chip>
        <Chip tone="zh" lang="zh-Hans">
          中文
        </Chip>
        <Tag name={w.tag} />
        <Tag name="质性研究" lang="zh-Hans" onRemove={nothing} />
        <span className="gallery-marks">
          <DiffersIcon />
          <UnsureIcon />
          <NoCounterpartIcon />
          <Mark />
          <Kbd keys="Ctrl+Shift+C" />
          <Kbd keys="C" />
        </span>
      </Specimen>
      <Specimen title={w.sections.progress}>
        <ProgressBar label={w.working} value={0.62} />
        <span className="gallery-figures">{w.progress}</span>
        <Button size="small" look="quiet">
          {w.cancel}
        </Button>
        <span className="gallery-break" />
        <ProgressRing label={w.asking} value={0.7} />
        <ProgressRing label={w.asking} value={null} />
        <span className="gallery-figures">{w.asking}</span>
        <Button size="small" look="link">
          {w.cancel}
        </Button>
      </Specimen>
      <Specimen title={w.sections.undo}>
        <Line
          notice={{ text: w.imported, undo: nothing, action: { label: w.show, act: nothing }, stays: 1e9 }}
          close={nothing}
        />
      </Specimen>
      <Specimen title={w.sections.mixed} stacked>
        <p className="gallery-mixed" lang="en">
          Sleep <Localized value={{ lang: "zh-Hans", text: "睡眠" }} /> 2,200 K{" "}
          <Localized value={{ lang: "zh-Hans", text: "照明“暖”" }} />
        </p>
      </Specimen>
      <Specimen title={w.sections.ink}>
        {GROUNDS.map((ground) => (
          <span key={ground} className={`gallery-ground is-${ground}`}>
            {ground}
          </span>
        ))}
      </Specimen>
      <Specimen title={w.sections.empty} stacked>
        <EmptyState title={w.empty} actions={<Button icon={<AddIcon />}>{w.write}</Button>}>
          {w.emptyWords}
        </EmptyState>
      </Specimen>
    </>
  );
}
