import type { AnswerPiece } from '../answer/answer-piece.js';
import type { StreamEvent } from '../translation.js';

/** Who an answer is from, in the words of the client. */
export interface AnswerNames {
  /** The model as the client named it. */
  readonly model: string;
  /** Of the answer, where the provider gives none; without the prefix of a format. */
  readonly id: string;
  /** Seconds since 1970. */
  readonly created: number;
}

/** Writes one stream in a client's format. Errors are not its business. */
export interface AnswerWriter {
  write(piece: AnswerPiece): readonly StreamEvent[];
  /** Everything has come: what the format ends with. Once. */
  end(): readonly StreamEvent[];
}
