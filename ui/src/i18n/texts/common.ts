export const en = {
  common: {},
};

export const zh: typeof en = {
  common: {},
};
