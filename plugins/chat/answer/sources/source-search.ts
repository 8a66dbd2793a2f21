import type { AnswerParts } from '../answer-parts.js';

/** What sources are looked for with. */
export interface SourceSearch {
  readonly parts: AnswerParts;
  readonly signal: AbortSignal;
  /** Behind a query of words: what of the project is left out, as filters of the index. */
  readonly filters?: string | undefined;
}
