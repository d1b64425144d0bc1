export const en = {
  organise: {
    label: "Places",
    count: "{{count, number}}",
    collections: "Collections",
    tags: "Tags",
    newCollection: "New collection",
    newInside: "New collection in it",
    rename: "Rename",
    deleteCollection: "Delete the collection",
    deleteTag: "Take this tag away",
    pick: {
      tags: "Tags",
      collections: "Collections",
      for_one: "for {{count, number}} reference",
      for_other: "for {{count, number}} references",
      filter: { tags: "Find or make a tag", collections: "Find or make a collection" },
      new: { tags: "Make the tag “{{name}}”", collections: "Make the collection “{{name}}”" },
      none: {
        tags: "No tags yet. Type a name, then Enter.",
        collections: "No collections yet. Type a name, then Enter.",
      },
    },
  },
};

export const zh: typeof en = {
  organise: {
    label: "位置",
    count: "{{count, number}}",
    collections: "文献集",
    tags: "标签",
    newCollection: "新建文献集",
    newInside: "在其中新建",
    rename: "改名",
    deleteCollection: "删除文献集",
    deleteTag: "去掉此标签",
    pick: {
      tags: "标签",
      collections: "文献集",
      for_one: "{{count, number}} 篇文献",
      for_other: "{{count, number}} 篇文献",
      filter: { tags: "查找或新建标签", collections: "查找或新建文献集" },
      new: { tags: "新建标签“{{name}}”", collections: "新建文献集“{{name}}”" },
      none: {
        tags: "还没有标签。键入名称后按回车键。",
        collections: "还没有文献集。键入名称后按回车键。",
      },
    },
  },
};
