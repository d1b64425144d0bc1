import i18next from "i18next";
import { beforeAll, expect, it } from "vitest";
import { startTranslation } from "../src/i18n";
import { operationInWords } from "../src/views/operations";

beforeAll(() => startTranslation(["en"]));

it("names a service as people write it", () => {
  const completed = { code: "complete", params: { count: "1", service: "crossref" } };
  expect(operationInWords(i18next.t, completed)).toBe("Completed 1 reference from Crossref");
});
