import type { IndexProgress, SkipReason } from 'devmgr/plugin-api/contracts/code-index';
import type { IndexWriter } from '../store/index-store.js';
import { BatchSize } from './batch-size.js';
import { BatchWriter } from './batch-writer.js';
import { decideFile } from './decide-file.js';
import type { KnownFile, KnownFiles } from './known-files.js';
import { emptyBatch } from './pending-batch.js';
import type { FileToRead, RefreshPlan } from './plan-refresh.js';
import { prepareAhead } from './prepare-ahead.js';
import type { FilePreparer } from './prepared-file.js';
import { VanishedFiles } from './vanished-files.js';
import type { VectorMaker } from './vector-maker.js';

export interface IndexRunOptions {
  readonly plan: RefreshPlan;
  readonly known: KnownFiles;
  readonly writer: Pick<IndexWriter, 'apply'>;
  readonly preparer: FilePreparer;
  readonly maxFileBytes: number;
  readonly vectors: VectorMaker;
  readonly signal: AbortSignal;
  readonly report: (progress: IndexProgress) => void;
  /** Milliseconds. */
  readonly now: () => number;
}

/** A file whose content is not for the index. */
export interface SkippedRead {
  readonly file: FileToRead;
  readonly reason: SkipReason;
}

export interface IndexRunResult {
  readonly added: number;
  readonly removed: number;
  readonly skipped: readonly SkippedRead[];
}

/** How many removals one transaction holds. */
const removalsAtOnce = 256;

/**
 * Carries out a plan, batch by batch. Ended at any point, by the signal or an error of the store, what was written is a valid
 * index, and the next plan goes on from there.
 */
export class IndexRun {
  readonly #options: IndexRunOptions;
  readonly #writer: BatchWriter;
  readonly #vanished: VanishedFiles;
  readonly #skipped: SkippedRead[] = [];

  constructor(options: IndexRunOptions) {
    this.#options = options;
    this.#writer = new BatchWriter(options);
    this.#vanished = new VanishedFiles(options.plan.vanished);
  }

  /** Rejects with the signal's reason or a `DevmgrError`. */
  async run(): Promise<IndexRunResult> {
    const { plan } = this.#options;
    await this.#remove(plan.remove);
    await this.#readAll();
    await this.#remove(this.#vanished.rest());
    await this.#embedAll();
    const { added, removed } = this.#writer;
    return { added, removed, skipped: this.#skipped };
  }

  async #remove(files: readonly KnownFile[]): Promise<void> {
    for (let start = 0; start < files.length; start += removalsAtOnce) {
      const remove = files.slice(start, start + removalsAtOnce).map(({ path }) => path);
      await this.#writer.write({ ...emptyBatch(), remove });
    }
  }

  async #readAll(): Promise<void> {
    const { plan, report } = this.#options;
    let done = 0;
    // The same bytes need no second look.
    for await (const file of this.#stage(plan.read, ({ known, lacksVectors }) =>
      lacksVectors ? undefined : known?.hash,
    )) {
      report({ type: 'file-end', path: file.path, done: ++done });
    }
  }

  async #embedAll(): Promise<void> {
    const { plan, report, vectors } = this.#options;
    const total = plan.embed.reduce((sum, file) => sum + chunksOf(file), 0);
    // An embedder that failed a moment ago would fail again.
    if (total === 0 || hasFailed(vectors)) return;
    let done = 0;
    report({ type: 'embed', done, total });
    for await (const file of this.#stage(plan.embed, () => undefined)) {
      done += chunksOf(file);
      if (hasFailed(vectors)) return;
      report({ type: 'embed', done, total });
    }
  }

  /** Reads files and writes them in batches; yields each when it was written. */
  async *#stage(
    files: readonly FileToRead[],
    knownHash: (file: FileToRead) => string | undefined,
  ): AsyncGenerator<FileToRead, void> {
    const { preparer, maxFileBytes: maxBytes, signal, now } = this.#options;
    const size = new BatchSize(now);
    let [batch, read] = [emptyBatch(), new Array<FileToRead>()];
    const prepare = (file: FileToRead, ended: AbortSignal) => {
      const { path, isIncluded } = file;
      return preparer.prepare({ path, knownHash: knownHash(file), maxBytes, isIncluded }, { signal: ended });
    };
    for await (const ready of prepareAhead(files, prepare, signal)) {
      decideFile(ready, this.#vanished, batch);
      if (ready.prepared.kind === 'skipped') this.#skipped.push({ file: ready.file, reason: ready.prepared.reason });
      read.push(ready.file);
      if (!size.isReached(read)) continue;
      await size.measure(() => this.#writer.write(batch));
      yield* read;
      [batch, read] = [emptyBatch(), []];
    }
    await this.#writer.write(batch);
    yield* read;
  }
}

function chunksOf({ known }: FileToRead): number {
  return known?.chunkHashes.length ?? 0;
}

function hasFailed({ problem }: VectorMaker): boolean {
  return problem !== undefined;
}
