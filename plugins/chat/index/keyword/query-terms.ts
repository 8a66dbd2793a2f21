import { indexTerms } from './index-terms.js';
import { questionWords } from './stop-words.js';
import { stem } from './stem.js';

const mostTerms = 32;

/** More is pasted by mistake, or code of which the first part says enough. */
const longestQuery = 8000;

const stemmedQuestionWords: ReadonlySet<string> = new Set([...questionWords].map(stem));

/**
 * The terms of a query, each once and at most 32: those that occur most often, in the order of the text. Words of a
 * question (`where`, `how`) are left out when there are others.
 */
export function queryTerms(text: string): readonly string[] {
  const counts = new Map<string, number>();
  for (const term of indexTerms(text.slice(0, longestQuery)).split(' ')) {
    if (term !== '') counts.set(term, (counts.get(term) ?? 0) + 1);
  }
  const terms = [...counts.keys()];
  const telling = terms.filter((term) => !stemmedQuestionWords.has(term));
  return mostFrequent(telling.length > 0 ? telling : terms, counts);
}

function mostFrequent(terms: readonly string[], counts: ReadonlyMap<string, number>): readonly string[] {
  if (terms.length <= mostTerms) return terms;
  const byCount = [...terms].sort((one, other) => (counts.get(other) ?? 0) - (counts.get(one) ?? 0));
  const kept = new Set(byCount.slice(0, mostTerms));
  return terms.filter((term) => kept.has(term));
}
