export const en = {
  common: {
    clear: "Clear",
    dismiss: "Dismiss",
    remove: "Remove {{name}}",
    undo: "Undo",
  },
};

export const zh: typeof en = {
  common: {
    clear: "清除",
    dismiss: "关闭",
    remove: "移除 {{name}}",
    undo: "撤销",
  },
};
