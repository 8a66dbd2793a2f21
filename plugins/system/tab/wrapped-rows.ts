/** How many rows a line takes when it is wrapped between words at a width in cells; a longer word is broken. */
export function wrappedRows(line: string, width: number, widthOf: (text: string) => number): number {
  let rows = 1;
  let used = 0;
  for (const word of line.split(/(?<=\s)(?=\S)/)) {
    const cells = widthOf(word.trimEnd());
    if (used > 0 && used + cells > width) {
      rows += 1;
      used = 0;
    }
    rows += Math.max(0, Math.ceil(cells / width) - 1);
    used += cells > width ? cells % width : widthOf(word);
  }
  return rows;
}
