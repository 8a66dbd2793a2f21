import type { CodeIndexState, CodeKind, SkipReason } from 'devmgr/plugin-api/contracts/code-index';

/** Chunk ids are `file id * chunksPerFile + place in the file`. */
export const chunksPerFile = 4096;

/** Vectors of all chunks of a file in order: each a float32 scale (little-endian) and then `dimensions` int8. */
export interface FileVectors {
  readonly embedder: string;
  readonly dimensions: number;
  readonly data: Uint8Array;
}

/** A chunk as it is kept. `path`, `symbol` and `body` are terms for the keyword side, with spaces between. */
export interface ChunkRecord {
  readonly startLine: number;
  readonly endLine: number;
  readonly kind: CodeKind;
  readonly symbol: string | undefined;
  readonly signature: string | undefined;
  /** As of `Chunk`. */
  readonly defines?: readonly string[] | undefined;
  /** Of text and context: chunks with the same one need no new vector. */
  readonly hash: string;
}

export interface ChunkContent extends ChunkRecord {
  readonly text: string;
  readonly terms: { readonly path: string; readonly symbol: string; readonly body: string };
}

export interface FileRecord {
  readonly path: string;
  /** Of the file's bytes. */
  readonly hash: string;
  readonly size: number;
  readonly mtimeMs: number;
  readonly language: string;
  readonly imports: readonly string[];
}

/** A file to be kept. What was kept of that path before is dropped. */
export interface FileContent extends FileRecord {
  readonly chunks: readonly ChunkContent[];
  /** Without them the file is found by keywords only, until it gets some. */
  readonly vectors: FileVectors | undefined;
}

/** A file that is in the store. Its id is never used again, also not for the same path. */
export interface StoredFile extends FileRecord {
  readonly id: number;
  readonly chunks: readonly ChunkRecord[];
}

export interface SkippedFile {
  readonly path: string;
  readonly reason: SkipReason;
}

/** One transaction, in this order; what it says of paths and files that are not there (any more) is left out. */
export interface IndexBatch {
  readonly remove: readonly string[];
  /** The same bytes under another path in the same language: keeps id, chunks and vectors. */
  readonly move: readonly {
    readonly from: string;
    readonly to: string;
    readonly mtimeMs: number;
    /** Of its chunks in order, with the words of the new path. */
    readonly terms: readonly ChunkContent['terms'][];
  }[];
  readonly put: readonly FileContent[];
  /** Read again and found the same. */
  readonly touch: readonly { readonly path: string; readonly size: number; readonly mtimeMs: number }[];
  readonly vectors: readonly { readonly fileId: number; readonly vectors: FileVectors }[];
}

/** What is there, counted. */
export type StoreCounts = Pick<CodeIndexState, 'files' | 'chunks' | 'languages' | 'skipped'>;

/**
 * The only writer of a process; other processes may write too. Every batch is atomic and makes one generation more, an empty
 * one none. All reject with a `DevmgrError`, `DEVMGR_STORAGE_FAILED`: the old state stays. Then close and open again, which
 * puts a damaged database aside. Another engine (PostgreSQL with pgvector for a team) can stand behind these two interfaces.
 */
export interface IndexWriter {
  /** Cheap. */
  counts(): Promise<StoreCounts>;
  /** What is known of every file, for the plan. */
  files(): Promise<readonly StoredFile[]>;
  /** `ids`: of the files that were put, by path. */
  apply(batch: IndexBatch): Promise<{ readonly generation: number; readonly ids: ReadonlyMap<string, number> }>;
  setSkipped(files: readonly SkippedFile[]): Promise<void>;
  vectorsOf(fileIds: readonly number[], embedder: string): Promise<ReadonlyMap<number, FileVectors>>;
  /** Files with chunks that have no vectors of this embedder. */
  filesWithout(embedder: string): Promise<readonly { readonly id: number; readonly path: string }[]>;
  /** Of the chunks of one file, in order. */
  textsOf(fileId: number): Promise<readonly { readonly text: string; readonly hash: string }[]>;
  /** The embedder whose vectors are searched. Vectors of others are dropped. */
  setActiveEmbedder(embedder: string | undefined): Promise<void>;
  /** Drops everything but which embedder is active. */
  clear(): Promise<void>;
  close(): Promise<void>;
}

export interface LoadedFile extends StoredFile {
  /** Of the active embedder. */
  readonly vectors: FileVectors | undefined;
}

/** What has changed since a generation. `isComplete`: everything is in it, forget what you have. */
export interface IndexChanges {
  /** Greater than all before, also after the database was made anew. */
  readonly generation: number;
  readonly isComplete: boolean;
  readonly embedder: string | undefined;
  /** New ones, and known ones (by id) of which something is new: path, time, vectors. */
  readonly files: readonly LoadedFile[];
  readonly removed: readonly number[];
}

export interface KeywordHit {
  readonly chunkId: number;
  /** BM25, higher is better. */
  readonly score: number;
}

export interface IndexReader {
  /** Cheap: whether `changesSince` would say anything. */
  generation(): Promise<number>;
  changesSince(generation: number): Promise<IndexChanges>;
  /** Chunks with any of the terms, best first. `weights` of path, symbol and body. */
  keyword(
    terms: readonly string[],
    options: { readonly limit: number; readonly weights: readonly [number, number, number] },
  ): Promise<readonly KeywordHit[]>;
  texts(chunkIds: readonly number[]): Promise<ReadonlyMap<number, string>>;
  skipped(): Promise<readonly SkippedFile[]>;
  sizeBytes(): Promise<number>;
  close(): Promise<void>;
}
