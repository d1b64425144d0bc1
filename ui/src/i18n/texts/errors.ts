export const en = {
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
};

export const zh: typeof en = {
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
};
