import { identifierTerms } from './identifier-terms.js';

const longestTerm = 40;

/** Writing without spaces between words. */
const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}ー]+/gu;

/**
 * Terms of a run with letters beyond ASCII: compatibility forms and accents folded (`Größe` is `große`, `ＡＢＣ` is `abc`),
 * runs of Chinese or Japanese as pairs of characters, everything else as words. Signs, emoji and lone surrogates are none.
 */
export function foreignTerms(run: string): string[] {
  return (folded(run).match(/[\p{L}\p{N}_]+/gu) ?? []).flatMap(wordTerms);
}

function wordTerms(word: string): string[] {
  if (/^[\x00-\x7f]*$/.test(word)) return identifierTerms(word);
  const terms = (word.match(unspaced) ?? []).flatMap(pairs);
  for (const part of word.replace(unspaced, '_').split('_')) {
    const term = folded(part.toLowerCase());
    if (term.length > 1 && term.length <= longestTerm) terms.push(term);
  }
  return terms;
}

function pairs(run: string): string[] {
  const letters = [...run];
  if (letters.length < 2) return letters;
  return letters.slice(1).map((letter, index) => `${letters[index] ?? ''}${letter}`);
}

function folded(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .normalize('NFKC')
    .replace(/\p{M}+/gu, '');
}
