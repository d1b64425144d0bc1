export const en = {
  reading: {},
};

export const zh: typeof en = {
  reading: {},
};
