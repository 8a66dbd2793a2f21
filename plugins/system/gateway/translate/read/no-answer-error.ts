import { GatewayError } from '../../gateway-error.js';
import type { AnswerFailure } from '../answer/answer-piece.js';

/** JSON came that is not what was asked for. */
export function noAnswerError(expected: string): GatewayError {
  return new GatewayError({ kind: 'upstream', message: `The provider answered with JSON that is no ${expected}.` });
}

/** A provider told an error with the status of success. Its text is as it came: whoever shows it masks it. */
export function toldError({ message, code }: AnswerFailure): GatewayError {
  return new GatewayError({ kind: 'upstream', message: `The provider told an error: ${message}`, code });
}
