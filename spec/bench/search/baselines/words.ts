import { porterStem } from './porter-stem.js';

/** Words that say nothing of what is looked for. */
const stopWords = new Set(
  `a an and are as at be been but by can did do does for from had has have how if in into is it its may more no not of on or
  should so such than that the their then there these they this to was we were what when where which while who will with would
  you your`.split(/\s+/),
);

/** Runs of letters, digits and underscores in small letters. */
export function plainWords(text: string): readonly string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}_]+/gu) ?? [];
}

/** Whole words and their parts (`createOrder` and `create`, `order`), stemmed, without stop words. */
export function stemmedWords(text: string): readonly string[] {
  return (text.match(/[\p{L}\p{N}_]+/gu) ?? []).flatMap(wordAndParts);
}

const known = new Map<string, readonly string[]>();

function wordAndParts(word: string): readonly string[] {
  const seen = known.get(word);
  if (seen) return seen;
  const parts = word.match(/\p{Lu}+(?!\p{Ll})|\p{Lu}?\p{Ll}+|\p{N}+|[^\p{Lu}\p{Ll}\p{N}_]+/gu) ?? [];
  const all = parts.length > 1 ? [word, ...parts] : [parts[0] ?? word];
  const stems = all
    .map((each) => each.toLowerCase())
    .filter((each) => !stopWords.has(each))
    .map(porterStem);
  if (known.size > 200_000) known.clear();
  known.set(word, stems);
  return stems;
}
