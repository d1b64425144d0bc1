/** What is pressed, typed and chosen. */
import { useState } from "react";
import { Button } from "../shared/Button";
import { Checkbox } from "../shared/Checkbox";
import { IconButton } from "../shared/IconButton";
import {
  CiteIcon,
  FolderIcon,
  ImportIcon,
  InterleavedIcon,
  ReadingIcon,
  SearchIcon,
  SideBySideIcon,
  SingleIcon,
  SwapIcon,
  TextSizeIcon,
} from "../shared/icons";
import { Kbd } from "../shared/Kbd";
import { SegmentedControl } from "../shared/SegmentedControl";
import { Select } from "../shared/Select";
import { TabPanel, Tabs } from "../shared/Tabs";
import { TextArea, TextField } from "../shared/TextField";
import { Specimen } from "./Specimen";
import type { Words } from "./words";

const nothing = () => {};

export function Controls({ words: w }: { words: Words }) {
  return (
    <>
      <Buttons words={w} />
      <Fields words={w} />
      <Choices words={w} />
      <TabSpecimen words={w} />
    </>
  );
}

function Buttons({ words: w }: { words: Words }) {
  const [layout, setLayout] = useState("side");
  return (
    <>
      <Specimen title={w.sections.buttons}>
        <Button look="primary" shortcut="Ctrl+Enter" data-testid="primary">
          {w.apply}
        </Button>
        <Button>{w.complete}</Button>
        <Button look="quiet" icon={<ImportIcon />} opens>
          {w.import}
        </Button>
        <Button look="quiet" icon={<CiteIcon />}>
          {w.cite}
        </Button>
        <Button look="link">{w.show}</Button>
        <Button look="quiet" destructive>
          {w.delete}
        </Button>
        <IconButton
          label={w.textSize}
          icon={<TextSizeIcon />}
          data-testid="icon-button"
          shortcut="Ctrl+Alt+="
        />
      </Specimen>
      <Specimen title={w.sections.small}>
        <Button look="primary" size="small">
          {w.apply}
        </Button>
        <Button size="small">{w.complete}</Button>
        <Button look="quiet" size="small" icon={<ImportIcon />} opens>
          {w.import}
        </Button>
        <Button look="link" size="small">
          {w.show}
        </Button>
        <span className="gallery-tools">
          <IconButton
            size="small"
            label={w.side}
            icon={<SideBySideIcon />}
            pressed={layout === "side"}
            onClick={() => setLayout("side")}
          />
          <IconButton
            size="small"
            label={w.interleaved}
            icon={<InterleavedIcon />}
            pressed={layout === "interleaved"}
            onClick={() => setLayout("interleaved")}
          />
          <IconButton
            size="small"
            label={w.single}
            icon={<SingleIcon />}
            pressed={layout === "single"}
            onClick={() => setLayout("single")}
          />
          <IconButton size="small" label={w.swap} icon={<SwapIcon />} />
          <IconButton size="small" label={w.layout} icon={<ReadingIcon />} />
        </span>
      </Specimen>
      <Specimen title={w.sections.disabled}>
        <Button look="primary" disabled>
          {w.apply}
        </Button>
        <Button disabled>{w.complete}</Button>
        <Button look="quiet" disabled icon={<CiteIcon />}>
          {w.cite}
        </Button>
        <IconButton label={w.textSize} icon={<TextSizeIcon />} disabled />
        <Checkbox label={w.include} checked onChange={nothing} disabled />
      </Specimen>
    </>
  );
}

function Fields({ words: w }: { words: Words }) {
  const [search, setSearch] = useState("");
  const [typed, setTyped] = useState("10.5555/jswh.2021.0147");
  const [doi, setDoi] = useState("10.5555/jswh.20x");
  const [journal, setJournal] = useState("");
  const [notes, setNotes] = useState(w.notesText);
  return (
    <Specimen title={w.sections.fields} stacked>
      <TextField
        label={w.search}
        hideLabel
        size="large"
        icon={<SearchIcon />}
        placeholder={w.searchHint}
        value={search}
        onChange={setSearch}
        trailing={<Kbd keys="Ctrl+K" />}
        data-testid="field"
      />
      <TextField
        label={w.search}
        hideLabel
        size="large"
        icon={<SearchIcon />}
        value={typed}
        onChange={setTyped}
        clearable
      />
      <div className="gallery-pair">
        <TextField label={w.journal} value={journal} onChange={setJournal} hint={w.journalHint} />
        <TextField label={w.doi} value={doi} onChange={setDoi} error={w.doiWrong} />
      </div>
      <TextArea label={w.notes} value={notes} onChange={setNotes} rows={2} />
    </Specimen>
  );
}

function Choices({ words: w }: { words: Words }) {
  const [ticked, setTicked] = useState(true);
  const [out, setOut] = useState(false);
  const [duplicate, setDuplicate] = useState("keep");
  const [layout, setLayout] = useState("side");
  const [collection, setCollection] = useState<string | null>("0");
  const [encoding, setEncoding] = useState<string | null>("utf-8");
  const collections = w.collections.map((label, index) => ({ value: String(index), label }));
  return (
    <Specimen title={w.sections.ticks}>
      <Checkbox label={w.include} checked={ticked} onChange={setTicked} data-testid="tick" />
      <Checkbox label={w.leaveOut} checked={out} onChange={setOut} />
      <Checkbox label={w.some} checked="mixed" onChange={nothing} />
      <span className="gallery-break" />
      <SegmentedControl
        label={w.duplicate}
        value={duplicate}
        onChange={setDuplicate}
        segments={[
          { value: "merge", label: w.merge },
          { value: "keep", label: w.keep },
          { value: "skip", label: w.skip },
        ]}
      />
      <SegmentedControl
        label={w.layout}
        value={layout}
        onChange={setLayout}
        segments={[
          { value: "side", label: w.side, icon: <SideBySideIcon /> },
          { value: "interleaved", label: w.interleaved, icon: <InterleavedIcon /> },
          { value: "single", label: w.single, icon: <SingleIcon /> },
        ]}
      />
      <span className="gallery-break" />
      <Select
        label={w.collection}
        icon={<FolderIcon />}
        value={collection}
        onChange={setCollection}
        options={collections}
        data-testid="select"
      />
      <Select
        label={w.collection}
        placeholder={w.collection}
        value={null}
        onChange={nothing}
        options={collections}
      />
      <Select
        label={w.encoding}
        look="quiet"
        size="small"
        value={encoding}
        onChange={setEncoding}
        options={[
          { value: "utf-8", label: "UTF-8" },
          { value: "gb18030", label: "GB18030" },
        ]}
      />
    </Specimen>
  );
}

function TabSpecimen({ words: w }: { words: Words }) {
  const [tab, setTab] = useState("abstract");
  const counts: Record<string, number> = { notes: 2, files: 1 };
  const tabs = Object.entries(w.tabs).map(([value, label]) => ({ value, label, count: counts[value] }));
  return (
    <Specimen title={w.sections.tabs} stacked>
      <Tabs
        label={w.details}
        value={tab}
        onChange={setTab}
        tabs={tabs}
        trailing={<IconButton size="small" label={w.swap} icon={<SwapIcon />} />}
      >
        {tabs.map(({ value, label }) => (
          <TabPanel key={value} value={value}>
            <p className="gallery-text">{value === "abstract" ? w.panel : label}</p>
          </TabPanel>
        ))}
      </Tabs>
    </Specimen>
  );
}
