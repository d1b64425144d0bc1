export const en = {
  organise: {},
};

export const zh: typeof en = {
  organise: {},
};
