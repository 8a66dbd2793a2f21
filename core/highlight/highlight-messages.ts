import type { ColourRuns } from './colour-runs.js';

/** To `highlight.worker.ts`; it answers one after the other. */
export interface HighlightRequest {
  readonly text: string;
  /** A grammar's own name. */
  readonly language: string;
}

/** `ready` comes once, without being asked. */
export type HighlightAnswer =
  | { readonly kind: 'ready' }
  | { readonly kind: 'coloured'; readonly runs: ColourRuns }
  | { readonly kind: 'failed'; readonly message: string };
