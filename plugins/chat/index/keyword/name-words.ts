import { foreignTerms } from './foreign-terms.js';
import { splitIdentifier } from './split-identifier.js';
import { stem } from './stem.js';
import { stopWords } from './stop-words.js';

const cacheSize = 20_000;
const cache = new Map<string, readonly string[]>();

/**
 * The words of a symbol, a path or a signature, each once, stemmed as terms are; unlike the terms without whole names:
 * `OrderRepository.find_all` is `order`, `repository`, `find`, `all`. Remembered, for the same names come again and again.
 */
export function nameWords(name: string): readonly string[] {
  const known = cache.get(name);
  if (known) return known;
  const words = [...new Set((name.match(/[\p{L}\p{M}\p{N}_]+/gu) ?? []).flatMap(runWords))];
  if (cache.size >= cacheSize) cache.clear();
  cache.set(name, words);
  return words;
}

function runWords(run: string): string[] {
  if (!/^\w+$/.test(run)) return foreignTerms(run);
  return splitIdentifier(run)
    .filter((part) => part.length > 1 && !stopWords.has(part))
    .map(stem);
}
