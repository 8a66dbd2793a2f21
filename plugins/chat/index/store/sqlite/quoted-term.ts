/** What separates terms in the index: ASCII up to the space, and DEL. */
const separators = /[\u0000-\u0020\u007f]+/;

/** What of the terms the index can hold, each once: none with a separator in it. */
export function indexedTerms(terms: readonly string[]): readonly string[] {
  return [...new Set(terms.flatMap((term) => term.split(separators)))].filter((term) => term !== '');
}

/** As FTS5 takes it for text. */
export function quotedTerm(term: string): string {
  return `"${term.replaceAll('"', '""')}"`;
}
