import type { GenerationHead } from './generation-head.js';
import type { RecordFolder } from './record-folder.js';

/** How much is kept. Bytes of all records together. */
export interface RecordLimits {
  readonly mostRecords: number;
  readonly mostBytes: number;
}

export interface NamedHead {
  readonly name: string;
  readonly head: GenerationHead;
}

/** Deletes the oldest ones beyond the limits. The newest one stays whatever its size. `records`: newest first. */
export async function pruneRecords(
  folder: RecordFolder,
  records: readonly NamedHead[],
  { mostRecords, mostBytes }: RecordLimits,
): Promise<void> {
  let bytes = 0;
  for (const [at, { name }] of records.entries()) {
    bytes += await folder.size(name);
    if (at > 0 && (at >= mostRecords || bytes > mostBytes)) await folder.remove(name);
  }
}
