import type { Fields } from '../../../providers/json/fields.js';
import { wireError } from '../../../providers/wire/read-error.js';
import type { AnswerFailure } from '../answer/answer-piece.js';

/** What a body with `error` in it says, in the shapes that are met. */
export function readFailure(body: Fields): AnswerFailure {
  const { message, type, code } = wireError(body);
  return { message: message ?? 'an error without words', type, code };
}
