/** The place of an offset in a text: line and column from one, in UTF-16 code units. */
export function textPlace(text: string, offset: number): { readonly line: number; readonly column: number } {
  let line = 1;
  let start = 0;
  for (let end = text.indexOf('\n'); end >= 0 && end < offset; end = text.indexOf('\n', start)) {
    line++;
    start = end + 1;
  }
  return { line, column: Math.max(0, Math.min(offset, text.length) - start) + 1 };
}
