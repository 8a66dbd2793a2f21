import type { ParsedQuery } from '../query/parsed-query.js';
import type { Candidate, RankedCandidate, SearchCorpus } from '../search/search-corpus.js';

/** What a signal knows of the search that it takes part in. */
export interface RankContext {
  readonly query: ParsedQuery;
  readonly corpus: SearchCorpus;
  readonly candidates: readonly Candidate[];
}

/** One thing that makes an answer better or worse than its words and its vector say. */
export interface RankSignal {
  /** `definition`, `path`, …: what ablation turns off. */
  readonly id: string;
  /** What is added to the score of each candidate, in its order: 1 is the whole range of the fused score. */
  score(context: RankContext): readonly { readonly value: number; readonly reason?: string | undefined }[];
}

/** Fuses keyword and vector, adds the signals, orders. */
export type Rank = (context: RankContext, options: { readonly off: ReadonlySet<string> }) => readonly RankedCandidate[];
