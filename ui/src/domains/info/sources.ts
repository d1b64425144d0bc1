/** Where a value came from, in words. */
import type { TFunction } from "i18next";
import type { OperationView } from "../../bindings/OperationView";
import type { SourceView } from "../../bindings/SourceView";

const SERVICES: Record<string, string> = {
  crossref: "Crossref",
  pubmed: "PubMed",
  "europe-pmc": "Europe PMC",
  europepmc: "Europe PMC",
  openalex: "OpenAlex",
  datacite: "DataCite",
  jalc: "JaLC",
  arxiv: "arXiv",
  "semantic-scholar": "Semantic Scholar",
  "open-library": "Open Library",
  openlibrary: "Open Library",
};

const PAGES = new Set(["wos-mirror-page", "listing", "page"]);

/** A service as people write it. */
export const serviceName = (service: string): string => SERVICES[service.toLowerCase()] ?? service;

/** The day of an RFC 3339 time where the reader is, as 2026-08-01. */
export function day(when: string): string {
  const time = new Date(when);
  if (Number.isNaN(time.getTime())) return when.slice(0, 10);
  const two = (number: number) => String(number).padStart(2, "0");
  return `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())}`;
}

/** A source in a few words: "PubMed, looked up 2026-08-01". */
export function sourceWords(t: TFunction, source: SourceView): string {
  const date = source.when ? day(source.when) : null;
  const say = (key: string, values: Record<string, string> = {}) =>
    t(date ? `info.${key}` : `info.${key}Once`, { ...values, date });
  switch (source.kind) {
    case "lookup":
      return say("lookedUp", { service: serviceName(source.service) });
    case "edit":
      return say("typed");
    case "paste":
      return say("attached");
    case "translation":
      return say("machine", { engine: source.engine });
    case "capture":
      if (source.site || PAGES.has(source.format)) return say("page");
      return source.file ? say("file", { file: source.file }) : say("pasted");
  }
}

/** Fields that the log knows by another name than the window. */
const CHANGED: Record<string, string> = { type: "fieldName.kind", contributors: "info.people" };

/** What was done, as a sentence. */
export function operationWords(t: TFunction, operation: OperationView): string {
  const { params, code } = operation;
  // An edit says what it changed; one of several references at once would have too much to say.
  if (code === "edit" && params.fields) {
    const fields = params.fields.split(",").map((field) => t(CHANGED[field] ?? `fieldName.${field}`, field));
    return t("operation.editedFields", { fields: [...new Set(fields)].join(t("operation.comma")) });
  }
  const count = Number(params.count ?? 1);
  // Chinese has no singular of its own, but says nothing of one reference where English does not either.
  const keys = [...(count === 1 ? [`operation.${code}_one`] : []), `operation.${code}`, "operation.unknown"];
  return t(keys, {
    ...params,
    count,
    file: params.file || t("operation.pasted"),
    service: serviceName(params.service ?? ""),
  });
}
