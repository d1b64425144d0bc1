/** Renders a component as the program would, on a fake backend and in a language of the test's choice. */
import { cleanup, render } from "@testing-library/react";
import type { ReactNode } from "react";
import { afterEach } from "vitest";
import { BackendProvider } from "../src/backend/context";
import { type FakeLibrary, fakeBackend } from "../src/backend/fake";
import type { ReferenceRow } from "../src/bindings/ReferenceRow";
import { startTranslation } from "../src/i18n";

afterEach(cleanup);

export async function show(component: ReactNode, library: FakeLibrary = {}, language = "en-GB") {
  await startTranslation([language]);
  return render(<BackendProvider backend={fakeBackend(library)}>{component}</BackendProvider>);
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
