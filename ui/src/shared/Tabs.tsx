/** Tabs over one text. Arrow keys move between them and open at once. */
import { Tabs as Base } from "@base-ui/react/tabs";
import type { ReactNode } from "react";
import { classes } from "./classes";
import { Later } from "./Later";

export interface Tab<Value extends string> {
  value: Value;
  label: string;
  /** How many things stand behind it; none is left out. */
  count?: number | undefined;
  disabled?: boolean | undefined;
}

interface TabsProps<Value extends string> {
  /** What the tabs are about, read aloud. */
  label: string;
  value: Value;
  onChange: (value: Value) => void;
  tabs: readonly Tab<Value>[];
  /** Tools at the end of the line. */
  trailing?: ReactNode;
  /** One `TabPanel` for each tab. */
  children?: ReactNode;
  className?: string | undefined;
}

export function Tabs<Value extends string>({
  label,
  value,
  onChange,
  tabs,
  trailing,
  children,
  className,
}: TabsProps<Value>) {
  return (
    <Base.Root
      className={classes("ui-tabs", className)}
      value={value}
      onValueChange={(next) => onChange(next as Value)}
    >
      <div className="ui-tabs-line">
        <Base.List className="ui-tab-list" aria-label={label} activateOnFocus>
          {tabs.map((tab) => (
            <Base.Tab
              key={tab.value}
              value={tab.value}
              disabled={tab.disabled}
              className="ui-tab"
              data-testid={`tab-${tab.value}`}
            >
              {tab.label}
              {tab.count ? <sup>{tab.count}</sup> : null}
            </Base.Tab>
          ))}
        </Base.List>
        {trailing && <div className="ui-tabs-trailing">{trailing}</div>}
      </div>
      {children}
    </Base.Root>
  );
}

export function TabPanel({
  value,
  children,
  className,
}: {
  value: string;
  children: ReactNode;
  className?: string | undefined;
}) {
  return (
    <Base.Panel value={value} className={classes("ui-tab-panel", className)}>
      <Later>{children}</Later>
    </Base.Panel>
  );
}
