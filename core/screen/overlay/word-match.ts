import type { FuzzyMatch } from './fuzzy-match.js';

/** More than all the places of a label are worth together. */
const IN_LABEL = 10_000;
const WORD_START = 1000;

/**
 * Finds every word of the query as it stands, in the label or else in the detail; positions count code points of label, a
 * blank and detail. Words of the label count most, then those at the start of a word, then earlier ones. Case does not
 * matter. Returns `undefined` when a word is missing, or there is none.
 */
export function wordMatch(query: string, label: string, detail: string): FuzzyMatch | undefined {
  const words = query.split(/\s+/).filter(Boolean).map(folded);
  const texts = [folded(label), folded(detail)] as const;
  const offsets = [0, texts[0].length + 1] as const;
  const positions = new Set<number>();
  let score = 0;
  for (const word of words) {
    const inLabel = find(texts[0], word);
    const at = inLabel ?? find(texts[1], word);
    if (at === undefined) return undefined;
    const part = inLabel === undefined ? 1 : 0;
    score += (part === 0 ? IN_LABEL : 0) + (startsWord(texts[part], at) ? WORD_START : 0) - at;
    word.forEach((_character, index) => positions.add(offsets[part] + at + index));
  }
  return words.length === 0 ? undefined : { score, positions: [...positions].sort((a, b) => a - b) };
}

/** The first place, or rather the first at the start of a word. */
function find(text: readonly string[], word: readonly string[]): number | undefined {
  let first: number | undefined;
  for (let at = 0; at + word.length <= text.length; at++) {
    if (!word.every((character, index) => text[at + index] === character)) continue;
    if (startsWord(text, at)) return at;
    first ??= at;
  }
  return first;
}

function startsWord(text: readonly string[], at: number): boolean {
  return at === 0 || !/[\p{L}\p{N}]/u.test(text[at - 1] ?? '');
}

/** One lower-case entry a code point, so that positions count code points of the original. */
const folded = (text: string) => [...text].map((character) => character.toLowerCase());
