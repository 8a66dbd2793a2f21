/**
 * How many matches FTS5 may score for one query: about 0.7 µs each, while counting them is ten times as fast. In projects of
 * 10,000 chunks only long queries of common words come to it; down to 8,000 results there are as good as without a limit.
 */
export const affordableMatches = 12_000;

/**
 * The rarest terms that together match so few chunks that all can be scored; at least one. What is left out is in so many
 * chunks that it says little. `counts`: in how many chunks each term is, or was a while ago.
 */
export function affordableTerms(
  terms: readonly string[],
  counts: ReadonlyMap<string, number>,
  matches = affordableMatches,
): readonly string[] {
  const rarestFirst = [...terms].sort((a, b) => (counts.get(a) ?? 0) - (counts.get(b) ?? 0));
  let sum = 0;
  return rarestFirst.filter((term, index) => {
    sum += counts.get(term) ?? 0;
    return index === 0 || sum <= matches;
  });
}
