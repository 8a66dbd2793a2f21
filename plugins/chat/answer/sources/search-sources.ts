import { parseQuery } from '../../index/query/parse-query.js';
import { pathRole } from '../../index/rank/path-role.js';
import { matchSource } from './match-source.js';
import { plainQuery } from './plain-query.js';
import { valueAt, type SourceCandidate } from './source-candidate.js';
import type { SourceSearch } from './source-search.js';

/** Pieces of code; the prompt takes what fits. */
const mostMatches = 16;
/** Tests say the words of what they test, and not how it is done. */
const worthOfTests = 0.5;
/** Of a further piece of a file: another file tells more that is new. */
const worthOfMore = 0.8;

/** What the index finds for the queries, in turn from each, best first. `note` is told what a person should know of it. */
export async function searchSources(
  queries: readonly string[],
  { parts, signal, filters = '' }: SourceSearch,
  note: (message: string) => void,
): Promise<readonly SourceCandidate[]> {
  const candidates: SourceCandidate[] = [];
  for (const query of queries) {
    const plain = plainQuery(query);
    const result = await parts.index.search(`${plain} ${filters}`.trim(), { limit: mostMatches, signal });
    result.notes.forEach(note);
    const { wantsTests, kind } = parseQuery(plain);
    const seen = new Map<string, number>();
    const isLess = (path: string) => kind === 'question' && !wantsTests && pathRole(path) === 'test';
    // What is worth less because of what it is takes no place from what comes after it.
    let rank = 0;
    for (const match of result.matches) {
      const before = seen.get(match.path) ?? 0;
      seen.set(match.path, before + 1);
      const worth = isLess(match.path) ? worthOfTests * valueAt(rank) : valueAt(rank++);
      const value = worth * worthOfMore ** Math.min(before, 2);
      candidates.push({ source: matchSource(match, parts.context.text), value });
    }
  }
  // The sort keeps the order of what is worth the same: that of the queries.
  return candidates.sort((a, b) => b.value - a.value);
}
