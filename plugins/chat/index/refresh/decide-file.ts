import type { KnownFile } from './known-files.js';
import type { ChangedFile, PendingBatch } from './pending-batch.js';
import type { ReadyFile } from './prepare-ahead.js';
import type { VanishedFiles } from './vanished-files.js';

/** Puts into the batch what a file that was read means for the index. */
export function decideFile({ file, prepared }: ReadyFile, vanished: VanishedFiles, batch: PendingBatch): void {
  const { known } = file;
  if (prepared.kind === 'changed') {
    if (known === undefined) addNew(prepared, vanished.take(prepared), batch);
    else if (isSame(known, prepared)) {
      batch.embed.push({ known, file: prepared });
      touch(known, prepared, batch);
    } else batch.put.push({ file: prepared, source: known });
  } else if (prepared.kind === 'unchanged') {
    if (known) touch(known, prepared, batch);
  } else if (known) {
    batch.remove.push(known.path);
  }
}

function touch(known: KnownFile, now: Pick<KnownFile, 'size' | 'mtimeMs'>, batch: PendingBatch): void {
  const { size, mtimeMs } = now;
  if (known.size !== size || known.mtimeMs !== mtimeMs) batch.touch.push({ known, size, mtimeMs });
}

/** `from`: the same bytes were at this path. */
function addNew(file: ChangedFile, from: KnownFile | undefined, batch: PendingBatch): void {
  if (from && isSame(from, file)) {
    batch.move.push({ from, file });
    return;
  }
  // The new name may say another language, which is divided otherwise.
  if (from) batch.remove.push(from.path);
  batch.put.push({ file, source: from });
}

function isSame(known: KnownFile, { hash, language, chunks }: ChangedFile): boolean {
  const { chunkHashes } = known;
  return (
    known.hash === hash &&
    known.language === language &&
    chunkHashes.length === chunks.length &&
    chunks.every((chunk, place) => chunk.hash === chunkHashes[place])
  );
}
