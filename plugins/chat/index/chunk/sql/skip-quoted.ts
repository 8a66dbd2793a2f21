const orBackslash = { "'": /['\\]/g, '"': /["\\]/g };

/**
 * Behind what a quote opens: `'`, `"`, a backtick, dollars with a tag, or a comment. `start`: behind the opening. A doubled quote is the
 * end of one text and the beginning of another, which comes to the same. The end of the text when it is not closed.
 */
export function skipQuoted(text: string, start: number, opening: string, hasBackslashes: boolean): number {
  if (hasBackslashes && (opening === "'" || opening === '"')) return skipEscaped(text, start, opening);
  const closing = opening === '/*' ? '*/' : opening;
  const end = text.indexOf(closing, start);
  return end === -1 ? text.length : end + closing.length;
}

function skipEscaped(text: string, start: number, quote: "'" | '"'): number {
  const special = new RegExp(orBackslash[quote]);
  special.lastIndex = start;
  for (let match = special.exec(text); match !== null; match = special.exec(text)) {
    if (match[0] === quote) return special.lastIndex;
    special.lastIndex += 1;
  }
  return text.length;
}
