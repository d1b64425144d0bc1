/** Invented services: an identifier says itself how its lookup ends. */
import type { LookupAnswer } from "../../bindings/LookupAnswer";
import type { LookupCandidate } from "../../bindings/LookupCandidate";
import type { LookupOutcome } from "../../bindings/LookupOutcome";
import type { LookupReport } from "../../bindings/LookupReport";
import type { NetworkView } from "../../bindings/NetworkView";
import type { ProposedField } from "../../bindings/ProposedField";
import type { RecognisedIdentifier } from "../../bindings/RecognisedIdentifier";
import type { ReferenceDetail } from "../../bindings/ReferenceDetail";
import { type Backend, BackendError } from "../backend";
import type { Changed } from ".";
import { plainDetail, plainRow } from "./work";

/** The DOIs whose lookups end in each way; any other DOI is found and added. */
export const FAKE_DOIS = {
  held: "10.5555/ijsf.2023.0114",
  notFound: "10.5555/nowhere",
  tooNew: "10.5555/too-new",
  chinese: "10.13999/j.issn.1000-0000.2021.03.007",
  limited: "10.5555/limited",
  silent: "10.5555/silent",
  broken: "10.5555/broken",
  offline: "10.5555/offline",
  other: "10.9999/other-agency",
  /** Never answers until it is cancelled. */
  slow: "10.5555/slow",
} as const;

const FIELDS: ProposedField[] = [
  field("title:en", null, "Handover at dawn: what the night shift knows and the day shift does not", "en"),
  field("title:zh-Hans", null, "黎明交接：夜班知道而日班不知道的事", "zh-Hans"),
  field("container-title:en", null, "Nursing Hours Quarterly", "en"),
  field("issue", null, "2"),
  field("issued", "2009", "2010-01"),
  field("page", "118–126", "118–127"),
  field("PMID", null, "98765432"),
  field(
    "abstract:en",
    null,
    "Handover at the end of a night shift is short, and much of what the night has taught is never said. We sat in on 64 handovers on six wards and asked both shifts, an hour later, what they had told and what they had been told. A third of the items that night nurses thought most important were not recalled by anyone on the day shift. What was recalled best was what could be counted; what was lost first was doubt. Wards that began with the open questions lost half as much.",
    "en",
  ),
];

function field(key: string, now: string | null, proposed: string, lang: string | null = null): ProposedField {
  return { key, now, proposed, lang, source: "Crossref", conflict: now !== null };
}

function answer(asked: string, outcome: LookupOutcome, more: Partial<LookupAnswer> = {}): LookupAnswer {
  return {
    asked,
    outcome,
    service: "Crossref",
    params: {},
    landing_url: null,
    reference: null,
    since: null,
    proposal: null,
    filled: [],
    candidates: [],
    waits: false,
    detail: `A fake answer about ${asked}: ${outcome}.`,
    ...more,
  };
}

const ENDINGS: Record<string, Partial<LookupAnswer> & { outcome: LookupOutcome }> = {
  [FAKE_DOIS.held]: {
    outcome: "in-library",
    service: null,
    reference: "trial",
    since: "2026-05-03T08:10:00Z",
  },
  [FAKE_DOIS.notFound]: { outcome: "not-found", service: "doi.org" },
  [FAKE_DOIS.tooNew]: {
    outcome: "not-found",
    service: "doi.org",
    params: { agency: "Crossref" },
    landing_url: `https://doi.org/${FAKE_DOIS.tooNew}`,
  },
  [FAKE_DOIS.chinese]: {
    outcome: "no-metadata-service",
    service: "doi.org",
    params: { agency: "ISTIC" },
    landing_url: `https://doi.org/${FAKE_DOIS.chinese}`,
  },
  [FAKE_DOIS.limited]: { outcome: "rate-limited", params: { until: "2026-08-04T14:32:00Z" } },
  [FAKE_DOIS.silent]: { outcome: "unavailable", params: { cause: "no answer within 30 s" } },
  [FAKE_DOIS.broken]: { outcome: "malformed", params: { cause: "it is a web page, not data" } },
  [FAKE_DOIS.offline]: { outcome: "offline" },
  [FAKE_DOIS.other]: {
    outcome: "unsupported",
    service: "doi.org",
    params: { agency: "DataCite" },
    landing_url: `https://doi.org/${FAKE_DOIS.other}`,
  },
};

/** Two invented works of which neither agrees well enough. */
export function fakeCandidates(job: string): LookupCandidate[] {
  const work = (at: number, title: string, year: string): LookupCandidate => ({
    token: `${job}/${at}`,
    work: plainRow(`${job}/${at}`, {
      title: { lang: "en", text: title },
      authors: ["Adeyemi"],
      container: { lang: "en", text: "Urban Evenings" },
      year,
    }),
    doi: `10.5555/candidate.${at}`,
    landing_url: `https://doi.org/10.5555/candidate.${at}`,
    agrees: at === 0 ? ["title", "journal"] : ["journal", "volume"],
    differs: at === 0 ? ["year"] : ["title", "first-author"],
    similarity: at === 0 ? 94 : 61,
  });
  return [
    work(0, "Lanterns on the towpath", "2019"),
    work(1, "Lanterns and ladders: evening work on canals", "2022"),
  ];
}

/** What comes of several lookups. */
function reported(answers: LookupAnswer[]): LookupReport {
  const count = (...outcomes: LookupOutcome[]) => answers.filter((a) => outcomes.includes(a.outcome)).length;
  const calm: LookupOutcome[] = ["in-library", "nothing-new", "proposed", "cancelled"];
  const done = count("added", "completed");
  const uncertain = count("uncertain");
  const waiting = answers.filter((a) => a.waits).length;
  return {
    answers,
    done,
    uncertain,
    waiting,
    failed: answers.length - done - uncertain - waiting - count(...calm),
    cancelled: count("cancelled") > 0,
  };
}

/** How an invented network is used. */
export function fakeNetwork(): NetworkView {
  const host = (host: string, name: string) => ({ host, name });
  const key = (service: string, name: string) => ({ service, name, is_set: false });
  return {
    setting: { on: true, contact: null, proxy: "system", proxy_address: null },
    hosts: [host("api.crossref.org", "Crossref"), host("eutils.ncbi.nlm.nih.gov", "PubMed")],
    keys: [key("openalex", "OpenAlex"), key("semantic-scholar", "Semantic Scholar"), key("pubmed", "PubMed")],
    keyring_problem: null,
    waiting: [],
  };
}

/** Adds what is not known yet, and offers what is left of `FIELDS` to any reference until it is applied. */
export function fakeLookup(changed: Changed = () => {}): Partial<Backend> {
  const added = new Map<string, string>();
  const cancels = new Map<string, () => void>();
  const offered = new Map<string, string>();
  const taken = new Map<string, Set<string>>();
  const slowly = (job: string, asked: string) =>
    new Promise<LookupAnswer>((resolve) => {
      cancels.set(job, () => resolve(answer(asked, "cancelled")));
    });
  let network = fakeNetwork();
  const single: Partial<Backend> = {
    recognise: async (text) => ({ identifiers: identifiersIn(text), records: 0 }),
    lookupAdd: async ({ job, identifier }) => {
      const [found] = identifiersIn(identifier);
      if (!found) return answer(identifier, "nothing-to-ask", { service: null });
      const asked = found.value;
      if (asked === FAKE_DOIS.slow) return slowly(job, asked);
      const ending = ENDINGS[asked];
      if (ending) return answer(asked, ending.outcome, ending);
      if (found.scheme !== "DOI") return answer(asked, "unsupported", { service: null });
      const held = added.get(asked);
      if (held) {
        return answer(asked, "in-library", { service: null, reference: held, since: "2026-08-04T09:00:00Z" });
      }
      const id = `added-${added.size + 1}`;
      added.set(asked, id);
      changed({ stale: ["references", "operations"] });
      return answer(asked, "added", { reference: id });
    },
    lookupComplete: async ({ job, id }) => {
      if (id === "without-identifier") return answer("", "nothing-to-ask", { service: null });
      const left = FIELDS.filter(({ key }) => !taken.get(id)?.has(key));
      if (left.every(({ conflict }) => conflict)) {
        return answer("10.5555/nhq.2010.41118", "nothing-new", { reference: id });
      }
      offered.set(job, id);
      return answer("10.5555/nhq.2010.41118", "proposed", {
        reference: id,
        proposal: { token: job, reference: id, fields: structuredClone(left) },
      });
    },
    lookupApply: async ({ token, fields }) => {
      const id = offered.get(token);
      if (id === undefined) {
        throw new BackendError({
          code: "no-proposal",
          params: {},
          hint: null,
          detail: `no proposal ${token}`,
        });
      }
      taken.set(id, new Set([...(taken.get(id) ?? []), ...fields]));
      changed({ stale: ["references", "operations"] });
    },
    lookupCancel: async (job) => {
      cancels.get(job)?.();
      cancels.delete(job);
    },
    referenceDetail: async (id) => {
      const [doi] = [...added].find(([, own]) => own === id) ?? [];
      if (doi === undefined) {
        throw new BackendError({ code: "reference-unknown", params: { id }, hint: null, detail: id });
      }
      return detail(id, doi);
    },
  };
  const { lookupAdd, lookupComplete } = single as Pick<Backend, "lookupAdd" | "lookupComplete">;
  return {
    ...single,
    lookupAddMany: async ({ job, text }, onProgress) => {
      const answers: LookupAnswer[] = [];
      const found = identifiersIn(text);
      for (const [at, { value }] of found.entries()) {
        answers.push(await lookupAdd({ job: `${job}/${at}`, identifier: value }));
        onProgress({ done: at + 1, total: found.length });
      }
      return reported(answers);
    },
    lookupCompleteMany: async ({ job, ids }, onProgress) => {
      const answers: LookupAnswer[] = [];
      for (const [at, id] of (ids ?? ["untitled"]).entries()) {
        if (id === "without-identifier") {
          const candidates = fakeCandidates(`${job}/${id}`);
          for (const { token } of candidates) offered.set(token, id);
          answers.push(answer("", "uncertain", { reference: id, candidates }));
        } else {
          const one = await lookupComplete({ job: `${job}/${id}`, id });
          const gaps = one.proposal?.fields.filter(({ conflict }) => !conflict).map(({ key }) => key) ?? [];
          if (gaps.length > 0) {
            taken.set(id, new Set([...(taken.get(id) ?? []), ...gaps]));
            changed({ stale: ["references", "operations"] });
            const fields = one.proposal?.fields.filter(({ conflict }) => conflict) ?? [];
            const proposal = one.proposal && fields.length > 0 ? { ...one.proposal, fields } : null;
            answers.push({ ...one, outcome: "completed", filled: gaps, proposal });
          } else answers.push(one);
        }
        onProgress({ done: at + 1, total: ids?.length ?? 1 });
      }
      return reported(answers);
    },
    lookupChoose: async (token) => {
      const id = offered.get(token) ?? null;
      const fields = structuredClone(FIELDS);
      return answer("10.5555/candidate.0", "proposed", {
        reference: id,
        proposal: id === null ? null : { token, reference: id, fields },
      });
    },
    lookupFreeCopy: async () => ({ url: "https://example.org/free.pdf", problem: null }),
    lookupWaitingRun: async () => reported([]),
    lookupWaitingForget: async () => {
      network = { ...network, waiting: [] };
      changed({ stale: ["network"] });
    },
    network: async () => network,
    editNetwork: async (setting) => {
      network = { ...network, setting };
      changed({ stale: ["network"] });
      return network;
    },
    editNetworkKey: async ({ service, key }) => {
      const keys = network.keys.map((k) => (k.service === service ? { ...k, is_set: key !== null } : k));
      network = { ...network, keys };
      return network;
    },
  };
}

function identifiersIn(text: string): RecognisedIdentifier[] {
  const dois = [...text.matchAll(/10\.\d{4,9}\/[^\s"<>]+/g)].map(([doi]) => ({
    scheme: "DOI",
    value: doi.replace(/[.,;]+$/, "").toLowerCase(),
  }));
  const pmids = [...text.matchAll(/PMID:?\s*(\d+)/gi)].map(([, value = ""]) => ({ scheme: "PMID", value }));
  return [...dois, ...pmids];
}

function detail(id: string, doi: string): ReferenceDetail {
  const row = plainRow(id, {
    title: { lang: "en", text: "Lanterns on the towpath: lighting and evening walks along three canals" },
    authors: ["Adeyemi", "Lindqvist"],
    container: { lang: "en", text: "Urban Evenings" },
    year: "2022",
    place: "4(1):12–29",
  });
  return { ...plainDetail(row), doi };
}
