import { wordsOf } from './words-of.js';

/** Words that say nothing of what is looked for. */
const IDLE = new Set(
  wordsOf(
    `a about an and any are as at be but by can code could did do does every explain find for from get give had has have how
    i if in into is it its list look me my no not of on or our please project should show so some tell than that the their
    them then there these they this those to use used using was we were what when where which who whose why will with would
    you your`,
  ),
);

/** The words of a question that a search can use, each once. One letter is a word only when it is all there is. */
export function questionWords(question: string): readonly string[] {
  const words = [...new Set(wordsOf(question))].filter((word) => !IDLE.has(word));
  const long = words.filter((word) => word.length > 1);
  return long.length > 0 ? long : words;
}
