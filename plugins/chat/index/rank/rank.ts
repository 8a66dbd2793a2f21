import type { ParsedQuery } from '../query/parsed-query.js';
import type { Candidate, RankedCandidate, SearchCorpus } from '../search/search-corpus.js';
import type { QueryWords } from './query-words.js';
import type { RankWeights } from './weights.js';
import type { WordMatch } from './word-matches.js';
import type { WordShares } from './word-shares.js';

/** What a signal knows of the search that it takes part in. */
export interface RankContext {
  readonly query: ParsedQuery;
  readonly corpus: SearchCorpus;
  readonly candidates: readonly Candidate[];
}

/** What was worked out for all signals of one search. */
export interface RankState {
  readonly weights: RankWeights;
  readonly words: QueryWords;
  /** Of each candidate, in their order. */
  readonly matches: readonly WordMatch[];
  readonly shares: WordShares;
  /** The fused score and all signals before this one, of each candidate. */
  readonly scores: readonly number[];
}

export interface SignalScore {
  readonly value: number;
  readonly reason?: string | undefined;
}

/** One thing that makes an answer better or worse than its words and its vector say. */
export interface RankSignal {
  /** `definition`, `path`, …: what ablation turns off. */
  readonly id: string;
  /** What is added to the score of each candidate, in its order: 1 is the whole range of the fused score. */
  score(context: RankContext, state: RankState): readonly SignalScore[];
}

export interface RankOptions {
  /** Signals that are left out; `keyword` and `vector` too. */
  readonly off: ReadonlySet<string>;
  /** In place of those in `weights.ts`, for whoever tunes them. */
  readonly weights?: Partial<RankWeights> | undefined;
}

/** Fuses keyword and vector, adds the signals, orders. */
export type Rank = (context: RankContext, options: RankOptions) => readonly RankedCandidate[];
