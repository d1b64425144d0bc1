export const en = {
  lookup: {},
};

export const zh: typeof en = {
  lookup: {},
};
