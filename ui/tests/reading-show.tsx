/** Renders a part of the reading pane on the references to read. */
import type { ReactNode } from "react";
import type { Backend } from "../src/backend/backend";
import { fakeInfo } from "../src/backend/fake/info";
import { fakeReading } from "../src/backend/fake/reading";
import { show } from "./render";

export const showReading = (component: ReactNode, more: Partial<Backend> = {}, language = "en-GB") =>
  show(component, {}, language, fakeReading(), fakeInfo(), more);
