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
    "library-busy": "It is open elsewhere ({{folder}}).",
    "library-newer": "A newer version of Diglot wrote it.",
    "library-damaged": "It is damaged at {{entity}}.",
    "library-foreign": "{{file}} is not a library of Diglot.",
    "library-read-only": "It cannot be written.",
    "library-file": "{{file}} could not be used.",
    "library-device": "The disk or the network folder failed.",
    "disk-full": "The disk is full. Nothing was lost.",
    "no-home": "No folder for it is known.",
    unknown: "Something unexpected went wrong. The details below may help.",
    details: "Details",
  },
  hints: {
    "close-other": "Close the other window or program, then start Diglot again.",
    update: "Update Diglot.",
    restore: "Run a check (diglot check), and restore a backup if it says so.",
    "free-space": "Free some space and start Diglot again.",
    "choose-folder": "Name a folder that you may write, in DIGLOT_LIBRARY.",
  },
  imported: {
    done: "Imported {{references}}.",
    doneWithListed: "Imported {{references}}, and {{listed}}.",
    nothing: "Nothing was imported.",
    problems_one: "{{count, number}} remark",
    problems_other: "{{count, number}} remarks",
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
