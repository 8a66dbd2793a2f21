import type { ModelRoom } from '../model-room.js';
import type { AnswerForm } from './system-text.js';

/** From about 300 lines on writing all of a file again is slow and dear, and models begin to leave things out. */
const longFile = 3_000;

/** How a file of so many tokens is to be answered: what must come back whole has to fit well into the answer. */
export function answerForm(tokens: number, { kept }: Pick<ModelRoom, 'kept'>): AnswerForm {
  return tokens > Math.min(longFile, kept * 0.6) ? 'edits' : 'whole';
}
