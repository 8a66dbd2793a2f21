import { identifierTerms, wholeTerm } from '../keyword/identifier-terms.js';
import { indexTerms } from '../keyword/index-terms.js';
import { splitIdentifier } from '../keyword/split-identifier.js';
import { questionWords, stopWords } from '../keyword/stop-words.js';
import type { ParsedQuery } from '../query/parsed-query.js';
import type { Candidate } from '../search/search-corpus.js';

/** Cosines below say nothing to people. */
const leastMeaning = 0.2;
const mostWords = 6;
const mostReasons = 4;

/**
 * Why a candidate was found, for people: what the signals say, the words of the query that are in it, and how near it is:
 * `defines Order`, `words: order, refund`, `meaning 0.62`. `text`: of its chunk, so that only words are named that are there.
 */
export function foundReasons(
  { file, chunk, vector }: Candidate,
  text: string,
  query: ParsedQuery,
  ofSignals: readonly string[] = [],
): readonly string[] {
  const all = [file.path, chunk.symbol, chunk.signature, text].filter((part) => part !== undefined).join('\n');
  // Words of a path are said by the place.
  const words = query.kind === 'path' && ofSignals.length > 0 ? [] : wordsIn(all, query);
  const reasons = [...new Set(ofSignals)];
  if (words.length > 0) reasons.push(`words: ${words.slice(0, mostWords).join(', ')}`);
  if (vector !== undefined && vector >= leastMeaning) reasons.push(`meaning ${vector.toFixed(2)}`);
  return reasons.slice(0, mostReasons);
}

/** The words of a query that a text has, as they were typed; of a name that is not there whole, the parts that are. */
function wordsIn(text: string, { text: asked, symbols, kind }: ParsedQuery): readonly string[] {
  const terms = new Set(indexTerms(text).split(' '));
  const source = kind === 'trace' ? `${asked} ${symbols.join(' ')}` : asked;
  const typed = source.slice(0, 2000).match(/[\p{L}\p{M}\p{N}_]+/gu) ?? [];
  const found = typed.flatMap((word) => {
    const small = word.toLowerCase();
    if (questionWords.has(small) || stopWords.has(small)) return [];
    const whole = wholeTerm(word);
    if (whole !== undefined) return terms.has(whole) ? [word] : partsIn(word, terms);
    return indexTerms(word)
      .split(' ')
      .some((term) => term !== '' && terms.has(term))
      ? [small]
      : [];
  });
  return [...new Set(found)];
}

function partsIn(word: string, terms: ReadonlySet<string>): readonly string[] {
  return splitIdentifier(word).filter((part) => identifierTerms(part).some((term) => terms.has(term)));
}
