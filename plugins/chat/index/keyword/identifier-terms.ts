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
  const whole = wholeOf(parts);
  return whole === undefined ? terms : [...terms, whole];
}

/** The term of a name of several words as a whole; `undefined` for one word, which is its own term. */
export function wholeTerm(name: string): string | undefined {
  return /^\w+$/.test(name) ? wholeOf(splitIdentifier(name)) : undefined;
}

function wholeOf(parts: readonly string[]): string | undefined {
  const whole = parts.length > 1 ? parts.join('') : '';
  return whole === '' || whole.length > longestTerm || /^\d+$/.test(whole) ? undefined : stem(whole);
}

/** Single letters and digits say nothing; long numbers are found by nobody. */
function isWord(part: string): boolean {
  if (part.length < 2 || part.length > longestTerm || stopWords.has(part)) return false;
  return part.length <= 6 || !/^\d/.test(part);
}
