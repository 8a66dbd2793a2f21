import type { SkipReason } from 'devmgr/plugin-api/contracts/code-index';
import type { ChunkContent } from '../store/index-store.js';

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
      readonly chunks: readonly (ChunkContent & {
        /** What the vector is made of, beside the path. */
        readonly embedText: string;
      })[];
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
  /** `knownHash`: of the bytes that are in the index; the same bytes are `unchanged`. Never rejects but for the signal. */
  prepare(
    file: { readonly path: string; readonly knownHash: string | undefined },
    options: { readonly signal: AbortSignal },
  ): Promise<PreparedFile>;
  /** How many files it works on at once. */
  readonly concurrency: number;
  dispose(): Promise<void>;
}
