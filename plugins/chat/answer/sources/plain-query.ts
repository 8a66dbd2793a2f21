/** A dash before a word means "without it" to the index, `in:` and the like narrow the search: in a sentence they do not. */
const operators = /(?<=^|\s)-(?=[\p{L}\p{N}_"])|(?<=^|\s)(lang|language|path|file|dir|folder|in|kind|type):(?=\s|$)/giu;

/** `mode:fast`: written like a filter, but none. Not addresses, and not `std::vector`. */
const noFilter = /(?<=^|\s)(?!(?:lang|language|path|file|dir|folder|in|kind|type):)([a-z_]+):(?=[^\s:/])/giu;

/** A sentence as a query of the index. Filters that somebody wrote out (`path:app/`) narrow the search here, too. */
export function plainQuery(sentence: string): string {
  return sentence.replace(operators, '$1').replace(noFilter, '$1 ').trim();
}
