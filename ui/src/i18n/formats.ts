/** The language's own forms for numbers and lists. They take longer to make than what they stand in, so each is made once. */

function once<Format>(make: (language: string) => Format): (language: string) => Format {
  const made = new Map<string, Format>();
  return (language) => {
    const format = made.get(language) ?? make(language);
    made.set(language, format);
    return format;
  };
}

/** 10K, 1万. */
export const compactNumbers = once(
  (language) => new Intl.NumberFormat(language, { notation: "compact", maximumFractionDigits: 0 }),
);

/** author, year; 作者、年份. */
export const narrowLists = once((language) => new Intl.ListFormat(language, { style: "narrow" }));
