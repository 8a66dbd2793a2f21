import { AnswerStream } from './answer-stream.js';
import type { ParsedAnswer } from './parsed-answer.js';

/**
 * Finds the files in what a model wrote: whole files in fences or without, search/replace blocks, unified diffs. Code without a path is for
 * `target`. With `isComplete` a block whose end is missing counts as complete. Never throws.
 */
export function parseAnswer(
  text: string,
  options: { readonly target: string; readonly isComplete: boolean },
): ParsedAnswer {
  const stream = new AnswerStream(options.target);
  stream.push(text);
  stream.end(options.isComplete);
  return stream.parsed();
}
