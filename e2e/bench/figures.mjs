/** Figures of several runs, and tables of them for a terminal. */

/** The least, the middle and the most of some numbers. */
export function spread(numbers) {
  const sorted = [...numbers].sort((one, other) => one - other);
  const half = sorted.length / 2;
  const median = sorted.length % 2 === 0 ? (sorted[half - 1] + sorted[half]) / 2 : sorted[Math.floor(half)];
  return { min: sorted[0], median, max: sorted.at(-1) };
}

/** Rows of cells under their heads; numbers stand right. */
export function table(heads, rows) {
  const lines = [heads, ...rows].map((row) => row.map(String));
  const widths = heads.map((_, column) => Math.max(...lines.map((line) => widthOf(line[column]))));
  const isNumber = heads.map((_, column) => rows.every((row) => /^[–\d]/.test(String(row[column]))));
  const line = (cells) =>
    cells
      .map((cell, column) => {
        const fill = " ".repeat(widths[column] - widthOf(cell));
        return isNumber[column] ? fill + cell : cell + fill;
      })
      .join("  ")
      .trimEnd();
  const [head, ...body] = lines.map(line);
  return [head, widths.map((width) => "─".repeat(width)).join("  "), ...body].join("\n");
}

/** An ideograph takes two places of a terminal. */
const widthOf = (text) => [...text].length + (text.match(/\p{Script=Han}/gu)?.length ?? 0);
