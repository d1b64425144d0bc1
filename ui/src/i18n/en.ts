/** English. The other languages have exactly these keys. */
export const en = {
  counts: {
    references_one: "{{count, number}} reference",
    references_other: "{{count, number}} references",
    listed_one: "{{count, number}} work listed on pages",
    listed_other: "{{count, number}} works listed on pages",
  },
  empty: {
    label: "An empty library",
  },
  errors: {
    title: "The library could not be opened",
    "no-library": "{{reason}}",
    unknown: "Something unexpected went wrong. The details below may help.",
    details: "Details",
  },
  list: {
    label: "References",
    noTitle: "No title",
    noAuthors: "No authors",
    andOthers: "{{names}} …",
    needs: "needs {{parts}}",
  },
  badge: {
    none: "Language not known",
    en: "English",
    zh: "Chinese",
    both: "English and Chinese; translator unknown",
    "both-published": "English and Chinese, both published",
    "en-to-zh-machine": "English, with Chinese by a machine",
    "zh-to-en-machine": "Chinese, with English by a machine",
  },
  missing: {
    title: "title",
    authors: "authors",
    container: "journal",
    issued: "year",
  },
  status: {
    private: "Nothing leaves this computer until you look something up.",
  },
};

/** The shape that every language fills. */
export type Translation = typeof en;
