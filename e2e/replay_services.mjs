/** What services derive from their records: searches, agencies, other formats, and their ways to say "not found". */

/** Answers a request that no file answers; nothing when the service is not known. */
export function computed(asked, answers) {
  const works = answers
    .filter(({ host, body }) => host === "api.crossref.org" && body?.["message-type"] === "work")
    .map(({ body }) => body.message);
  return SERVICES[asked.host]?.(asked, works, answers);
}

const SERVICES = {
  "api.crossref.org": ({ path, query }, works) =>
    path === "/works"
      ? { body: search(query, works) }
      : { status: 404, headers: { "content-type": "application/json" }, body: "Resource not found." },
  "doi.org": ({ path }, works, answers) => {
    if (path.startsWith("/ra/")) return { body: [agency(path.slice(4), works, answers)] };
    const work = works.find(({ DOI }) => DOI === path.slice(1).toLowerCase());
    return work
      ? { headers: { "content-type": "application/vnd.citationstyles.csl+json" }, body: csl(work) }
      : {
          status: 404,
          headers: { "content-type": "text/html;charset=utf-8" },
          body: "<!DOCTYPE html><html><head><title>DOI Not Found</title></head><body><h1>DOI Not Found</h1></body></html>",
        };
  },
  "api.datacite.org": () => ({
    status: 404,
    headers: { "content-type": "application/vnd.api+json" },
    body: { errors: [{ status: "404", title: "The resource you are looking for doesn't exist." }] },
  }),
  "eutils.ncbi.nlm.nih.gov": ({ path }) =>
    path.endsWith("/esearch.fcgi")
      ? {
          headers: { "content-type": "text/xml; charset=UTF-8" },
          body: '<?xml version="1.0" encoding="UTF-8" ?>\n<eSearchResult><Count>0</Count><RetMax>0</RetMax><RetStart>0</RetStart><IdList/></eSearchResult>',
        }
      : undefined,
  "www.ebi.ac.uk": ({ path }) =>
    path.startsWith("/europepmc/")
      ? { body: { version: "6.9", hitCount: 0, resultList: { result: [] } } }
      : undefined,
};

/** Crossref's search: works that share words with the question, the best first; its scores have no upper bound. */
function search(query, works) {
  const asked = Object.entries(query).filter(([name]) => name.startsWith("query"));
  const words = new Set(asked.flatMap(([, text]) => wordsOf(text)));
  const scored = works
    .map((work) => {
      const authors = work.author.flatMap(({ given, family }) => [given, family]);
      const own = new Set(
        [...work.title, ...work["container-title"], ...authors, work.volume, work.issue, work.page, work.DOI]
          .concat(String(work.issued["date-parts"][0][0]))
          .flatMap((text) => wordsOf(text ?? "")),
      );
      return { ...work, score: 7.5 * [...words].filter((word) => own.has(word)).length };
    })
    .filter(({ score }) => score > 0)
    .sort((one, other) => other.score - one.score);
  const rows = Number(query.rows ?? 20);
  return {
    status: "ok",
    "message-type": "work-list",
    "message-version": "1.0.0",
    message: {
      facets: {},
      "total-results": scored.length,
      items: scored.slice(0, rows),
      "items-per-page": rows,
      query: { "start-index": 0, "search-terms": query["query.bibliographic"] ?? query.query ?? null },
    },
  };
}

function wordsOf(text) {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** The registration agency of a DOI, or of a prefix alone. */
function agency(asked, works, answers) {
  const [prefix, suffix] = asked.toLowerCase().split(/\/(.*)/);
  const crossref = works.filter(({ DOI }) => DOI.startsWith(`${prefix}/`));
  if (suffix === undefined) {
    const written = answers.find(({ host, path }) => host === "doi.org" && path.startsWith(`/ra/${prefix}/`));
    if (written) return { DOI: asked, RA: written.body[0].RA };
    return crossref.length > 0 ? { DOI: asked, RA: "Crossref" } : { DOI: asked, status: "Unknown" };
  }
  return crossref.some(({ DOI }) => DOI === asked.toLowerCase())
    ? { DOI: asked, RA: "Crossref" }
    : { DOI: asked, status: "DOI does not exist" };
}

/** Crossref's record as CSL-JSON: titles are single there. */
function csl(work) {
  return {
    ...work,
    type: "article-journal",
    title: work.title[0],
    "container-title": work["container-title"][0],
    "container-title-short": work["short-container-title"][0],
  };
}
