/** What separates terms in the index, and what ends an expression for FTS5. */
// eslint-disable-next-line no-control-regex
const separators = /[\u0000-\u0020\u007f]+/;

/** An expression of FTS5 for rows with any of the terms; whatever is in them is text. `undefined`: there are none. */
export function matchExpression(terms: readonly string[]): string | undefined {
  const words = new Set(terms.flatMap((term) => term.split(separators)).filter((word) => word !== ''));
  if (words.size === 0) return undefined;
  return [...words].map((word) => `"${word.replaceAll('"', '""')}"`).join(' OR ');
}
