/** The words of a line, or why a shell would not take it as it stands. */
export type SplitWords = { readonly words: readonly string[] } | { readonly problem: string };

/**
 * Splits a line into words as a POSIX shell does (Shell Command Language, 2.2 Quoting), without any expansion: `$HOME`, `*` and `|` are the
 * characters that they are, as no shell sees them.
 */
export function splitWords(line: string): SplitWords {
  const words: string[] = [];
  const part = /'([^']*)'|"((?:\\[\s\S]|[^"\\])*)"|\\([\s\S])|([^\s'"\\]+)|(\s+)/gy;
  let word: string | undefined;
  let end = 0;
  for (const match of line.matchAll(part)) {
    const [all, single, double, escaped, plain] = match;
    end = match.index + all.length;
    // Behind a backslash a line goes on: both are gone.
    const text = single ?? inDouble(double) ?? (escaped === '\n' ? '' : escaped) ?? plain;
    if (text !== undefined) word = (word ?? '') + text;
    else if (word !== undefined) words.push(word);
    if (text === undefined) word = undefined;
  }
  if (end < line.length) return { problem: openPart(line[end]) };
  return { words: word === undefined ? words : [...words, word] };
}

/** Inside of double quotes a backslash escapes four characters only, and the end of a line. */
function inDouble(text: string | undefined): string | undefined {
  return text?.replace(/\\(["\\$`])|\\\n/g, '$1');
}

function openPart(character: string | undefined): string {
  return character === '\\' ? 'ends with a backslash' : `has a ${character ?? ''} without a second one`;
}
