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

export const zh: typeof en = {
  counts: {
    references_one: "{{count, number}} 篇文献",
    references_other: "{{count, number}} 篇文献",
    listed_one: "{{count, number}} 篇页面所列文献",
    listed_other: "{{count, number}} 篇页面所列文献",
  },
  empty: {
    label: "空文献库",
  },
  list: {
    label: "文献",
    noTitle: "无题名",
    noAuthors: "无作者",
    andOthers: "{{names}} 等",
    needs: "缺少{{parts}}",
  },
  badge: {
    none: "语言不明",
    en: "英文",
    zh: "中文",
    both: "中英文，译者不明",
    "both-published": "中英文，均为正式发表",
    "en-to-zh-machine": "英文，附机器翻译的中文",
    "zh-to-en-machine": "中文，附机器翻译的英文",
  },
  missing: {
    title: "题名",
    authors: "作者",
    container: "刊名",
    issued: "年份",
  },
  status: {
    private: "在您主动检索之前，任何内容都不会离开这台电脑。",
  },
};
