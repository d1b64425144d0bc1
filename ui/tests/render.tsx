/** Renders a component as the program would, on a fake backend and in a language of the test's choice. */
import { cleanup, render } from "@testing-library/react";
import type { ReactNode } from "react";
import { afterEach, beforeEach } from "vitest";
import type { Backend } from "../src/backend/backend";
import { fakeBackend, fakeChanges } from "../src/backend/fake";
import { type FakeLibrary, fakeLibrary } from "../src/backend/fake/library";
import type { ReferenceRow } from "../src/bindings/ReferenceRow";
import { startTranslation } from "../src/i18n";
import { useNotices } from "../src/shared/notices";
import { usePreferences } from "../src/shared/preferences";
import { useSession } from "../src/shared/session";
import { Providers } from "../src/views/Providers";

// Nothing is ever laid out here, and a list of no height shows no rows.
Object.defineProperties(HTMLElement.prototype, {
  clientHeight: { get: () => 640, configurable: true },
  clientWidth: { get: () => 376, configurable: true },
});

beforeEach(() => {
  useSession.setState(useSession.getInitialState(), true);
  usePreferences.setState(usePreferences.getInitialState(), true);
  useNotices.setState(useNotices.getInitialState(), true);
});
afterEach(cleanup);

/** A part that answers before the library does. */
export type Part = Partial<Backend>;

/** Renders on a library that holds nothing unless the test says so. */
export async function show(
  component: ReactNode,
  library: FakeLibrary = {},
  language = "en-GB",
  ...parts: Part[]
) {
  await startTranslation([language]);
  const { changed, part } = fakeChanges();
  const backend = fakeBackend(fakeLibrary(changed, { rows: [], ...library }), part, ...parts);
  return { ...render(<Providers backend={backend}>{component}</Providers>), backend };
}

/** A reference with nothing but an identity, for tests to fill in. */
export function row(values: Partial<ReferenceRow> = {}): ReferenceRow {
  return {
    id: "018f0000-0000-7000-8000-000000000000",
    title: null,
    other_title: null,
    authors: [],
    authors_complete: true,
    container: null,
    year: null,
    place: null,
    languages: "none",
    missing: [],
    ...values,
  };
}
