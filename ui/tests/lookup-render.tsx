/** Renders parts of the window that ask for and merge references, on the fake services and in a language of choice. */
import { cleanup, render } from "@testing-library/react";
import type { ReactNode } from "react";
import { afterEach, beforeEach } from "vitest";
import type { Backend } from "../src/backend/backend";
import { fakeBackend, fakeChanges } from "../src/backend/fake";
import { fakeInfo } from "../src/backend/fake/info";
import { fakeLookup } from "../src/backend/fake/lookup";
import { fakeReading } from "../src/backend/fake/reading";
import { fakeWork } from "../src/backend/fake/work";
import { forgetLookups, type Lookups, useLookups } from "../src/domains/lookup/lookups";
import { startTranslation } from "../src/i18n";
import { useNotices } from "../src/shared/notices";
import { useSession } from "../src/shared/session";
import { Providers } from "../src/views/Providers";

const BEGINNING = useSession.getState();

beforeEach(() => {
  useSession.setState(BEGINNING, true);
  useNotices.setState({ current: null });
  forgetLookups();
});
afterEach(cleanup);

/** What was asked of the backend besides its fakes, and the lookups of the window. */
export interface Shown {
  lookups: () => Lookups;
  copied: string[];
  opened: string[];
  pasted: [text: string, html: string | null][];
}

export async function show(
  parts: ReactNode,
  language = "en-GB",
  more: Partial<Backend> = {},
): Promise<Shown> {
  await startTranslation([language]);
  const { changed, part } = fakeChanges();
  const shown: Shown = { lookups: () => lookups, copied: [], opened: [], pasted: [] };
  const outside: Partial<Backend> = {
    copyText: async (text) => void shown.copied.push(text),
    openLink: async (url) => void shown.opened.push(url),
    trayAddText: async (text, html) => {
      shown.pasted.push([text, html]);
      return {} as never;
    },
  };
  const backend = fakeBackend(
    fakeReading(changed),
    fakeInfo(changed),
    fakeLookup(changed),
    fakeWork(changed),
    outside,
    part,
    more,
  );
  let lookups: Lookups;
  function Frame() {
    lookups = useLookups();
    return parts;
  }
  render(
    <Providers backend={backend}>
      <Frame />
    </Providers>,
  );
  return shown;
}
