import { plainQuery } from './plain-query.js';
import { matchSource } from './match-source.js';
import { valueAt, type SourceCandidate } from './source-candidate.js';
import type { SourceSearch } from './source-search.js';

/** Pieces of code; the prompt takes what fits. */
const mostMatches = 14;

/** What the index finds for the queries, in turn from each, best first. `note` is told what a person should know of it. */
export async function searchSources(
  queries: readonly string[],
  { parts, signal }: SourceSearch,
  note: (message: string) => void,
): Promise<readonly SourceCandidate[]> {
  const candidates: SourceCandidate[] = [];
  for (const query of queries) {
    const result = await parts.index.search(plainQuery(query), { limit: mostMatches, signal });
    result.notes.forEach(note);
    for (const [rank, match] of result.matches.entries())
      candidates.push({ source: matchSource(match, parts.context.text), value: valueAt(rank) });
  }
  // The sort keeps the order of what is worth the same: that of the queries.
  return candidates.sort((a, b) => b.value - a.value);
}
