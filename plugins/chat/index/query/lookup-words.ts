import { questionWords, stopWords } from '../keyword/stop-words.js';

const others = new Set(
  (
    'find definition defined define declared declaration implementation implemented source code line file go open search ' +
    'def fn func function class struct interface type enum trait const let var async public private static method symbol'
  ).split(' '),
);

/** Words around a name that is looked up and nothing else: `where is X defined`, `class X`. */
export function isLookupWord(word: string): boolean {
  const bare = word.toLowerCase().replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '');
  return bare === '' || /^\d+$/.test(bare) || stopWords.has(bare) || questionWords.has(bare) || others.has(bare);
}
