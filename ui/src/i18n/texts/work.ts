export const en = {
  work: {},
};

export const zh: typeof en = {
  work: {},
};
