import type { Candidate } from '../search/search-corpus.js';
import type { QueryWords } from './query-words.js';
import type { WordMatch } from './word-matches.js';

/** Cosines below say nothing to people. */
const leastMeaning = 0.2;

/** Why the two sides found a candidate: `words: order, refund`, `meaning 0.62`. */
export function foundReasons(
  { keyword, vector }: Candidate,
  match: WordMatch | undefined,
  { typed }: QueryWords,
): readonly string[] {
  const reasons: string[] = [];
  if (keyword > 0) reasons.push(wordsReason(match, typed));
  if (vector !== undefined && vector >= leastMeaning) reasons.push(`meaning ${vector.toFixed(2)}`);
  return reasons;
}

function wordsReason(match: WordMatch | undefined, typed: readonly string[]): string {
  const mask = match ? match.symbol | match.signature | match.fileName | match.folder : 0;
  const found = new Set(typed.filter((_, place) => mask & (1 << place)));
  return found.size > 0 ? `words: ${[...found].join(', ')}` : 'words of the text';
}
