export const en = {
  counts: {
    references_one: "{{count, number}} reference",
    references_other: "{{count, number}} references",
    both_one: "{{count, number}} in both languages",
    both_other: "{{count, number}} in both languages",
    listed_one: "{{count, number}} work listed on pages",
    listed_other: "{{count, number}} works listed on pages",
    listedWorks_one: "{{count, number}} listed work",
    listedWorks_other: "{{count, number}} listed works",
  },
  places: {
    all: "All",
    "needs-metadata": "Needs metadata",
    duplicates: "Duplicates",
    listed: "Listed on pages",
    collection: "Collection",
    trash: "Trash",
  },
  sorts: {
    added: "Added",
    year: "Year",
    title: "Title",
    author: "Author",
    container: "Journal",
    age: { rising: "Oldest first", falling: "Newest first" },
    letters: { rising: "A to Z", falling: "Z to A" },
  },
  list: {
    count: "{{count, number}}",
    noTitle: "No title",
    noAuthors: "No authors",
    andOthers: "{{names}} …",
    needs: "needs {{parts}}",
    sort: "Sort by",
    sortedBy: "Sorted by: {{by}}",
    actions: "Actions",
    completeAll: "Complete all",
    clear: "Clear the search",
    restore: "Restore",
    addListed: "Add to library",
    failed: "The list could not be read",
    again: "Try again",
  },
  nothing: {
    search: {
      title: "Nothing matches “{{text}}”",
      words:
        "Both languages are searched: titles, authors, journals and abstracts. One Chinese character is enough.",
    },
    all: {
      title: "No references here",
      words: "Copy a record, a list or a whole page anywhere, in either language, and paste it here.",
    },
    "needs-metadata": {
      title: "Nothing is missing",
      words:
        "References that came without title, authors, journal or year wait here until you complete them.",
    },
    listed: {
      title: "No listed works",
      words:
        "When you paste a page, the works that it lists beside its own wait here. They count only once you add them.",
    },
    collection: {
      title: "This collection is empty",
      words: "Select references in All, and add them to a collection.",
    },
    tag: {
      title: "No reference has this tag",
      words: "Select references in All, and tag them.",
    },
    trash: {
      title: "The trash is empty",
      words: "What you delete stays here and can be restored.",
    },
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
  first: {
    label: "An empty library",
    language: "Language",
    samples: {
      "mirror-page": {
        title: "A database page",
        words: "One article under Chinese labels, and the works listed beside it.",
      },
      "pubmed-text": {
        title: "Both languages",
        words: "An abstract, then its Chinese, with nothing said in between.",
      },
      listing: {
        title: "Titles missing",
        words: "References that a page printed with authors and pages only.",
      },
    },
    kept: "Samples open in the tray. They are kept only if you import them.",
    private: "Nothing leaves this computer until you look something up.",
  },
};

export const zh: typeof en = {
  counts: {
    references_one: "{{count, number}} 篇文献",
    references_other: "{{count, number}} 篇文献",
    both_one: "{{count, number}} 篇有中英文",
    both_other: "{{count, number}} 篇有中英文",
    listed_one: "{{count, number}} 篇页面所列文献",
    listed_other: "{{count, number}} 篇页面所列文献",
    listedWorks_one: "{{count, number}} 篇页面所列文献",
    listedWorks_other: "{{count, number}} 篇页面所列文献",
  },
  places: {
    all: "全部",
    "needs-metadata": "待补全",
    duplicates: "重复",
    listed: "页面所列",
    collection: "文献集",
    trash: "回收站",
  },
  sorts: {
    added: "添加时间",
    year: "年份",
    title: "题名",
    author: "作者",
    container: "刊名",
    age: { rising: "由旧到新", falling: "由新到旧" },
    letters: { rising: "顺序", falling: "倒序" },
  },
  list: {
    count: "{{count, number}}",
    noTitle: "无题名",
    noAuthors: "无作者",
    andOthers: "{{names}} 等",
    needs: "缺少{{parts}}",
    sort: "排序依据",
    sortedBy: "排序依据：{{by}}",
    actions: "操作",
    completeAll: "全部补全",
    clear: "清除检索",
    restore: "恢复",
    addListed: "加入文献库",
    failed: "无法读取列表",
    again: "重试",
  },
  nothing: {
    search: {
      title: "没有与“{{text}}”匹配的文献",
      words: "两种语言的题名、作者、刊名和摘要都会检索，输入一个汉字即可。",
    },
    all: {
      title: "这里没有文献",
      words: "在任何地方复制题录、列表或整个网页，中英文均可，然后粘贴到这里。",
    },
    "needs-metadata": {
      title: "没有缺失的内容",
      words: "缺少题名、作者、刊名或年份的文献会在这里等待补全。",
    },
    listed: {
      title: "没有页面所列文献",
      words: "粘贴网页时，页面上列出的其他文献会放在这里，加入后才计入文献库。",
    },
    collection: {
      title: "此文献集是空的",
      words: "在“全部”中选择文献，然后加入文献集。",
    },
    tag: {
      title: "没有带此标签的文献",
      words: "在“全部”中选择文献，然后加上标签。",
    },
    trash: {
      title: "回收站是空的",
      words: "删除的文献会留在这里，可以恢复。",
    },
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
  first: {
    label: "空文献库",
    language: "界面语言",
    samples: {
      "mirror-page": {
        title: "数据库页面",
        words: "一篇文章，中文字段名，以及旁边列出的相关文献。",
      },
      "pubmed-text": {
        title: "中英对照",
        words: "先是英文摘要，后是中文译文，没有任何标记。",
      },
      listing: {
        title: "缺少题名",
        words: "页面上只有作者和页码的几条文献。",
      },
    },
    kept: "示例会在导入窗口中打开，只有导入后才会保存。",
    private: "在您主动查找之前，任何内容都不会离开这台电脑。",
  },
};
