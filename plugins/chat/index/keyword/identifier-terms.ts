import { isBlob, isDigest } from './is-blob.js';
import { splitIdentifier } from './split-identifier.js';
import { stem } from './stem.js';
import { stopWords } from './stop-words.js';

/** Longer ones are dropped: nobody types them. */
const longestTerm = 64;

/**
 * Terms of a run of ASCII letters, digits and `_`: its words, stemmed, and the whole without `_` when it has several, so that
 * `create_order` and `createOrder` are found by each other.
 */
export function identifierTerms(name: string): string[] {
  if (isBlob(name)) return [];
  if (isDigest(name)) return [name.toLowerCase()];
  const parts = splitIdentifier(name);
  const terms = parts.filter(isWord).map(stem);
  if (parts.length > 1) {
    const whole = parts.join('');
    if (whole.length <= longestTerm && !/^\d+$/.test(whole)) terms.push(stem(whole));
  }
  return terms;
}

/** Single letters and digits say nothing; long numbers are found by nobody. */
function isWord(part: string): boolean {
  if (part.length < 2 || part.length > longestTerm || stopWords.has(part)) return false;
  return part.length <= 6 || !/^\d/.test(part);
}
