import type { KnownFile } from './known-files.js';
import type { PreparedFile } from './prepared-file.js';

export type ChangedFile = Extract<PreparedFile, { kind: 'changed' }>;

/** What is to be written next, as one transaction. */
export interface PendingBatch {
  /** `source`: in whose row vectors of the same chunks may be. */
  readonly put: { readonly file: ChangedFile; readonly source: KnownFile | undefined }[];
  readonly move: { readonly from: KnownFile; readonly file: ChangedFile }[];
  readonly touch: { readonly known: KnownFile; readonly size: number; readonly mtimeMs: number }[];
  /** Files that stay as they are and are given vectors. */
  readonly embed: { readonly known: KnownFile; readonly file: ChangedFile }[];
  /** Paths. */
  readonly remove: string[];
}

export function emptyBatch(): PendingBatch {
  return { put: [], move: [], touch: [], embed: [], remove: [] };
}
