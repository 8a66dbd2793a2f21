/**
 * Splits a line into words as a POSIX shell does, with quotes and backslashes and without any expansion. A quote that
 * is not closed holds the rest of the line.
 */
export function splitWords(line: string): string[] {
  const words: string[] = [];
  const part = /'([^']*)(?:'|$)|"((?:\\[\s\S]|[^"\\])*)(?:"|\\?$)|\\([\s\S]|$)|([^\s'"\\]+)|(\s+)/gy;
  let word: string | undefined;
  for (const [, single, double, escaped, plain] of line.matchAll(part)) {
    const text = single ?? double?.replace(/\\(["\\$`])/g, '$1') ?? escaped ?? plain;
    if (text !== undefined) word = (word ?? '') + text;
    else if (word !== undefined) words.push(word);
    if (text === undefined) word = undefined;
  }
  return word === undefined ? words : [...words, word];
}
