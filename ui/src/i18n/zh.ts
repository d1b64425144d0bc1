/** 简体中文。 */
import type { Translation } from "./en";

export const zh: Translation = {
  counts: {
    references_one: "{{count, number}} 篇文献",
    references_other: "{{count, number}} 篇文献",
    listed_one: "{{count, number}} 篇页面所列文献",
    listed_other: "{{count, number}} 篇页面所列文献",
  },
  empty: {
    label: "空文献库",
  },
  errors: {
    title: "无法打开文献库",
    "no-library": "{{reason}}",
    unknown: "发生了意外错误，以下详情或许有助于排查。",
    details: "详情",
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
