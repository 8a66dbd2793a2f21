import type { AnswerUsage } from './answer-usage.js';

/** Why an answer ended, in nobody's words. `pause`: a long turn that may be continued. */
export type AnswerEnd = 'stop' | 'stop-sequence' | 'length' | 'tool-calls' | 'content-filter' | 'pause';

/** An error that a provider told where an answer was expected. Texts as they came. */
export interface AnswerFailure {
  readonly message: string;
  readonly type?: string | undefined;
  readonly code?: string | undefined;
}

/** What an answer says, piece by piece, in nobody's format. A whole answer is the list of its pieces. */
export type AnswerPiece =
  | { readonly type: 'start'; readonly id?: string | undefined; readonly created?: number | undefined }
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'reasoning'; readonly text: string }
  /** Ends the reasoning before it; without it the provider takes the reasoning not back. */
  | { readonly type: 'signature'; readonly signature: string }
  | { readonly type: 'redacted-reasoning'; readonly data: string }
  | { readonly type: 'refusal'; readonly text: string }
  /** `call` is a number of one's own for each call; its input may come between that of others. */
  | { readonly type: 'tool-start'; readonly call: number; readonly id: string | undefined; readonly name: string }
  | { readonly type: 'tool-input'; readonly call: number; readonly json: string }
  | { readonly type: 'usage'; readonly usage: AnswerUsage }
  | { readonly type: 'finish'; readonly reason: AnswerEnd; readonly stopSequence?: string | undefined }
  | { readonly type: 'error'; readonly error: AnswerFailure }
  /** The stream is complete. */
  | { readonly type: 'end' };

/** Reads a provider's stream. Unknown and bad events give no pieces; it never throws. */
export interface PieceReader {
  read(event: { readonly event?: string | undefined; readonly data: string }): readonly AnswerPiece[];
}
