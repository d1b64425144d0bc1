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
    "library-busy": "它正在别处打开（{{folder}}）。",
    "library-newer": "它由更新版本的 Diglot 写成。",
    "library-damaged": "它在 {{entity}} 处已损坏。",
    "library-foreign": "{{file}} 不是 Diglot 的文献库。",
    "library-read-only": "它无法写入。",
    "library-file": "无法使用 {{file}}。",
    "library-device": "磁盘或网络文件夹出现故障。",
    "disk-full": "磁盘已满，没有丢失任何内容。",
    "no-home": "不知道它应放在哪个文件夹。",
    unknown: "发生了意外错误，以下详情或许有助于排查。",
    details: "详情",
  },
  hints: {
    "close-other": "请关闭另一个窗口或程序，然后重新启动 Diglot。",
    update: "请更新 Diglot。",
    restore: "请运行检查（diglot check），并按提示恢复备份。",
    "free-space": "请腾出一些空间，然后重新启动 Diglot。",
    "choose-folder": "请用 DIGLOT_LIBRARY 指定一个可写入的文件夹。",
  },
  imported: {
    done: "已导入 {{references}}。",
    doneWithListed: "已导入 {{references}}，另有 {{listed}}。",
    nothing: "没有导入任何内容。",
    problems_one: "{{count, number}} 条说明",
    problems_other: "{{count, number}} 条说明",
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
