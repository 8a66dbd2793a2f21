import type { ChunkRecord, FileRecord } from '../store/index-store.js';

/** A file as the search holds it in memory. */
export interface CorpusFile extends FileRecord {
  readonly id: number;
  readonly chunks: readonly ChunkRecord[];
  /** Of the first chunk in the vector matrix; the others follow. `undefined`: the file has no vectors. */
  readonly row: number | undefined;
}

/** Everything that a search looks at beside the database. */
export interface SearchCorpus {
  file(id: number): CorpusFile | undefined;
  files(): Iterable<CorpusFile>;
  fileAt(path: string): CorpusFile | undefined;
  /** Ids of chunks that define a symbol of this name; by its last part, lower-case: `find`. */
  definitions(name: string): readonly number[];
  /** How many files import the file. */
  importedBy(fileId: number): number;
  readonly chunkCount: number;
}

/** A chunk that may be an answer, with what is known of it. */
export interface Candidate {
  readonly chunkId: number;
  readonly file: CorpusFile;
  readonly chunk: ChunkRecord;
  /** BM25; 0 when no term is in it. */
  readonly keyword: number;
  /** BM25 of names of the query as a whole: `create_order`, not `create`. `undefined` when there are none. */
  readonly whole?: number | undefined;
  /** Cosine; `undefined` without vectors. */
  readonly vector: number | undefined;
}

export interface RankedCandidate extends Candidate {
  readonly score: number;
  /** What the signals say, the strongest first. */
  readonly reasons: readonly string[];
}
