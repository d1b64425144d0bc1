export const en = {
  info: {},
};

export const zh: typeof en = {
  info: {},
};
