import type { Judgement } from '../judge.js';

/** What one way of searching found in one set. */
export interface RetrieverResult {
  readonly name: string;
  readonly all: Judgement;
  /** By kind of query, where there are several. */
  readonly kinds: Readonly<Record<string, Judgement>>;
}

/** What the index of a set cost. */
export interface IndexFigures {
  readonly files: number;
  readonly chunks: number;
  readonly indexSeconds: number;
  readonly sizeBytes: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  /** The most memory that the process had while indexing and searching. */
  readonly rssBytes: number;
}

export interface SetResult {
  readonly set: string;
  /** `labelled`, `docstring`, `commit`. */
  readonly task: string;
  readonly queries: number;
  readonly results: readonly RetrieverResult[];
  readonly figures: IndexFigures;
}
