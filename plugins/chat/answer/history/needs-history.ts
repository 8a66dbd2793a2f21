import { wordsIn } from '../sources/question-words.js';

/** Words that stand for something that was said. */
const pointers =
  /\b(it|its|that|this|these|those|they|them|their|there|he|she|same|above|former|latter|previous|last one|other one|es|das|dies\w*|jene\w*|sie|ihn|dort|dabei|davon|damit|dazu|vorher\w*|gleiche\w*)\b/i;
/** A question that goes on: "and the tests?", "what about …", "why not?". */
const goesOn =
  /^(and|or|but|so|also|then|what about|how about|why( not)?\b|und|oder|aber|also|dann|was ist mit|warum)\b/i;
const names = /[\p{L}\p{N}]+[_.][\p{L}\p{N}]+|\p{Ll}\p{Lu}|`[^`]+`|\(\)/u;
const fewWords = 3;
/** In a sentence that tells more, a pronoun mostly points at a word of its own. */
const fewTellingWords = 3;

/** Whether a question cannot be understood without what was said before it. A rule: it costs nothing and errs on the side of yes. */
export function needsHistory(question: string): boolean {
  const text = question.trim();
  if (goesOn.test(text)) return true;
  if (text.split(/\s+/).length <= fewWords && !names.test(text)) return true;
  return pointers.test(text) && !names.test(text) && wordsIn(text).length <= fewTellingWords;
}

/** Whether it has a word that stands for something that was said. */
export function pointsBack(question: string): boolean {
  return pointers.test(question);
}
