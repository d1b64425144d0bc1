export const en = {
  imported: {
    done: "Imported {{references}}.",
    doneWithListed: "Imported {{references}}, and {{listed}}.",
    nothing: "Nothing was imported.",
    problems_one: "{{count, number}} remark",
    problems_other: "{{count, number}} remarks",
  },
};

export const zh: typeof en = {
  imported: {
    done: "已导入 {{references}}。",
    doneWithListed: "已导入 {{references}}，另有 {{listed}}。",
    nothing: "没有导入任何内容。",
    problems_one: "{{count, number}} 条说明",
    problems_other: "{{count, number}} 条说明",
  },
};
