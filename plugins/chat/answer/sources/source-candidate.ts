import type { ChatSource } from '../../conversation/conversation.js';

/** A source that may stand in the prompt. */
export interface SourceCandidate {
  readonly source: ChatSource;
  /** What it is worth for the answer: 1 is the best that was found, 2 is what a person asked for. */
  readonly value: number;
}

/** Of what stands at this place, counted from 0, in the order of a search. */
export function valueAt(rank: number): number {
  return 1 / (1 + 0.2 * rank);
}
