import type { FileContent, IndexBatch, IndexWriter } from '../store/index-store.js';
import type { KnownFile, KnownFiles } from './known-files.js';
import type { ChangedFile, PendingBatch } from './pending-batch.js';
import type { FileToEmbed, VectorMaker } from './vector-maker.js';

export interface BatchWriterOptions {
  readonly known: KnownFiles;
  readonly writer: Pick<IndexWriter, 'apply'>;
  readonly vectors: VectorMaker;
  readonly signal: AbortSignal;
}

/** Makes the vectors of a batch, writes it, and notes what is known then. */
export class BatchWriter {
  readonly #options: BatchWriterOptions;
  #added = 0;
  #removed = 0;

  constructor(options: BatchWriterOptions) {
    this.#options = options;
  }

  /** Files that were put under a path: new, changed or moved there. */
  get added(): number {
    return this.#added;
  }

  /** Paths that are not in the index any more. */
  get removed(): number {
    return this.#removed;
  }

  /** All of it or, when it rejects, nothing: with the signal's reason or a `DevmgrError`. */
  async write(batch: PendingBatch): Promise<void> {
    const { vectors, signal, writer, known } = this.#options;
    const toEmbed = [...batch.put.map(asPut), ...batch.embed.map(asKnown)];
    const made = await vectors.vectorsOf(toEmbed, signal);
    signal.throwIfAborted();
    const put = batch.put.map(({ file }, at): FileContent => ({ ...contentOf(file), vectors: made[at] }));
    const added = batch.embed.flatMap(({ known: { id } }, at) => {
      const ofFile = made[batch.put.length + at];
      return id === undefined || ofFile === undefined ? [] : [{ fileId: id, vectors: ofFile }];
    });
    const whole: IndexBatch = { ...toStore(batch), put, vectors: added };
    const { ids } = await writer.apply(whole);
    noteWritten(batch, known, ids);
    this.#added += batch.put.length + batch.move.length;
    this.#removed += batch.remove.length + batch.move.length;
  }
}

function asPut({ file, source }: PendingBatch['put'][number]): FileToEmbed {
  return { path: file.path, chunks: file.chunks, source };
}

function asKnown({ file, known }: PendingBatch['embed'][number]): FileToEmbed {
  return { path: file.path, chunks: file.chunks, source: known };
}

function contentOf({
  path,
  hash,
  size,
  mtimeMs,
  language,
  imports,
  chunks,
}: ChangedFile): Omit<FileContent, 'vectors'> {
  return { path, hash, size, mtimeMs, language, imports, chunks };
}

function toStore({ remove, move, touch }: PendingBatch): Pick<IndexBatch, 'remove' | 'move' | 'touch'> {
  return {
    remove,
    move: move.map(({ from, file }) => {
      return { from: from.path, to: file.path, mtimeMs: file.mtimeMs, terms: file.chunks.map(({ terms }) => terms) };
    }),
    touch: touch.map(({ known: { path }, size, mtimeMs }) => ({ path, size, mtimeMs })),
  };
}

function noteWritten(batch: PendingBatch, known: KnownFiles, ids: ReadonlyMap<string, number>): void {
  for (const path of batch.remove) known.delete(path);
  for (const { from } of batch.move) known.delete(from.path);
  for (const { from, file } of batch.move) known.set({ ...from, path: file.path, mtimeMs: file.mtimeMs });
  for (const { file } of batch.put) known.set(knownAs(file, ids.get(file.path)));
  for (const { known: file, size, mtimeMs } of batch.touch) known.set({ ...file, size, mtimeMs });
}

function knownAs({ path, hash, size, mtimeMs, language, chunks }: ChangedFile, id: number | undefined): KnownFile {
  return { path, id, hash, size, mtimeMs, language, chunkHashes: chunks.map((chunk) => chunk.hash) };
}
