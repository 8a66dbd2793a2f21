import type { AnswerParts } from '../answer-parts.js';

/** What sources are looked for with. */
export interface SourceSearch {
  readonly parts: AnswerParts;
  readonly signal: AbortSignal;
}
