import type { SkipReason } from 'devmgr/plugin-api/contracts/code-index';
import type { ChunkContent } from '../store/index-store.js';

export interface FileToPrepare {
  /** From the root, with `/`. */
  readonly path: string;
  /** Of the bytes that are in the index; the same bytes are `unchanged`. */
  readonly knownHash: string | undefined;
  readonly maxBytes: number;
  /** Whether a pattern of the person names it: then it is only refused when it is no text. */
  readonly isIncluded?: boolean | undefined;
}

export interface PreparedChunk extends ChunkContent {
  /** What the vector is made of, beside the path. */
  readonly embedText: string;
}

/** A file that was read, divided and made into terms: everything but its vectors. Plain data: it comes from a worker. */
export type PreparedFile =
  | {
      readonly kind: 'changed';
      readonly path: string;
      readonly hash: string;
      readonly size: number;
      readonly mtimeMs: number;
      readonly language: string;
      readonly imports: readonly string[];
      readonly chunks: readonly PreparedChunk[];
    }
  | {
      readonly kind: 'unchanged';
      readonly path: string;
      readonly size: number;
      readonly mtimeMs: number;
    }
  | { readonly kind: 'skipped'; readonly path: string; readonly reason: SkipReason }
  /** It was there a moment ago. */
  | { readonly kind: 'gone'; readonly path: string };

/** Reads and divides files; a pool of workers or the same thread. */
export interface FilePreparer {
  /** Rejects with the signal's reason, or with a `DevmgrError` when no file can be prepared at all. */
  prepare(file: FileToPrepare, options: { readonly signal: AbortSignal }): Promise<PreparedFile>;
  /** How many files it works on at once. */
  readonly concurrency: number;
  dispose(): Promise<void>;
}
