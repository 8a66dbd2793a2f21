import { stat } from 'node:fs/promises';
import { DevmgrError } from 'devmgr/plugin-api';
import type { IndexProgress, IndexSummary } from 'devmgr/plugin-api/contracts/code-index';
import type { Embedder, EmbedderChoice } from '../embed/embedder.js';
import { errorSentences } from '../embed/error-sentences.js';
import type { EmbedderState, Indexer, UpdateOptions } from '../refresh/indexer.js';
import type { IndexWriter } from '../store/index-store.js';
import { isDamage } from '../store/sqlite/storage-error.js';
import { countLanguages } from './count-languages.js';
import type { IndexOptions, IndexReport, IndexResult, IndexStatistics, IndexWorkerMethods } from './index-methods.js';
import { knownEmbedderId, LazyEmbedder } from './lazy-embedder.js';
import type { RpcCall } from './rpc/rpc-methods.js';

export interface IndexDeskParts {
  readonly databasePath: string;
  openWriter(): Promise<{ readonly writer: IndexWriter; readonly notes: readonly string[] }>;
  createIndexer(writer: IndexWriter): Indexer;
  createEmbedder(choice: EmbedderChoice): Promise<Embedder | undefined>;
  watch(options: IndexOptions): Promise<FileFollower>;
  /** Milliseconds, monotonic. */
  now(): number;
}

/** Follows files until it is released. */
export interface FileFollower {
  readonly ready: Promise<void>;
  dispose(): Promise<void>;
}

type RefreshParams = IndexOptions & { readonly rebuild: boolean };

type Work = (indexer: Indexer, run: UpdateOptions) => Promise<IndexSummary>;

interface Opened {
  readonly writer: IndexWriter;
  readonly indexer: Indexer;
}

const warmUpMs = 30_000;
/** Files are counted this often at most, in milliseconds. */
const reportMs = 40;
/** Languages are counted this often at most, in milliseconds. */
const countMs = 500;

/** What the thread does that writes, on whichever thread it is. */
export class IndexDesk {
  readonly #parts: IndexDeskParts;
  #opening: Promise<Opened> | undefined;
  readonly #notes: string[] = [];
  #last: IndexOptions | undefined;
  #watching: Promise<FileFollower> | undefined;
  #embedder: { readonly key: string; readonly state: EmbedderState } | undefined;

  constructor(parts: IndexDeskParts) {
    this.#parts = parts;
  }

  /** Begins to open what the first refresh needs. */
  warmUp(): void {
    this.#open().catch(() => undefined);
  }

  async count(): Promise<IndexStatistics> {
    const { writer } = await this.#open();
    return { ...(await writer.counts()), sizeBytes: await this.#size() };
  }

  async refresh(params: RefreshParams, call: RpcCall<IndexReport>): Promise<IndexResult> {
    const { rebuild, ...options } = params;
    const result = await this.#run(options, call, (indexer, run) => indexer.refresh({ ...run, rebuild }));
    this.#last = options;
    return result;
  }

  async update(paths: readonly string[], call: RpcCall<IndexReport>): Promise<IndexResult> {
    return this.#run(this.#lastOptions(), call, (indexer, run) => indexer.update(paths, run));
  }

  /** In the place of the one of before. */
  async watch(): Promise<void> {
    await this.unwatch();
    const watching = this.#parts.watch(this.#lastOptions());
    this.#watching = watching;
    const { ready } = await watching;
    await ready;
    // The first change is then as quick as the others.
    const signal = AbortSignal.timeout(warmUpMs);
    void this.#embedder?.state.embedder?.embed([], { signal }).catch(() => undefined);
    const { maxFileBytes } = this.#lastOptions();
    void this.#opening?.then(({ indexer }) => indexer.warmUp({ maxFileBytes, signal })).catch(() => undefined);
  }

  async unwatch(): Promise<void> {
    const watching = this.#watching;
    this.#watching = undefined;
    await (await watching)?.dispose();
  }

  async close(): Promise<void> {
    await this.unwatch();
    await this.#closeStore();
    await this.#embedder?.state.embedder?.dispose();
    this.#embedder = undefined;
  }

  /** As calls from another thread. */
  methods(): IndexWorkerMethods {
    return {
      count: () => this.count(),
      refresh: (params, call) => this.refresh(params, call),
      update: ({ paths }, call) => this.update(paths, call),
      watch: () => this.watch(),
      unwatch: () => this.unwatch(),
      close: () => this.close(),
    };
  }

  /** Damage that is met on the way is repaired by the run that met it: what a person is told to do was done just now. */
  async #run(options: IndexOptions, call: RpcCall<IndexReport>, work: Work): Promise<IndexResult> {
    try {
      return await this.#runOnce(options, call, work);
    } catch (error) {
      if (!isStorageError(error)) throw error;
      // Opened again it puts a damaged database aside.
      await this.#closeStore();
      if (!isDamage(error)) throw error;
      call.signal.throwIfAborted();
      return await this.#runOnce(options, call, work);
    }
  }

  async #runOnce(
    { choice, ...options }: IndexOptions,
    { signal, report }: RpcCall<IndexReport>,
    work: Work,
  ): Promise<IndexResult> {
    const { indexer } = await this.#open();
    for (const message of this.#notes.splice(0)) report({ kind: 'note', message });
    indexer.setEmbedder(await this.#embedderFor(choice));
    const count = this.#counting(indexer, report);
    const progress = this.#sparse((value) => {
      count();
      report({ kind: 'progress', progress: value });
    });
    return await this.#result(await work(indexer, { ...options, signal, report: progress }), indexer);
  }

  #lastOptions(): IndexOptions {
    if (!this.#last) throw new TypeError('A refresh comes first');
    return this.#last;
  }

  #open(): Promise<Opened> {
    this.#opening ??= this.#openStore().catch((error: unknown) => {
      this.#opening = undefined;
      throw error;
    });
    return this.#opening;
  }

  async #openStore(): Promise<Opened> {
    const { writer, notes } = await this.#parts.openWriter();
    this.#notes.push(...notes);
    return { writer, indexer: this.#parts.createIndexer(writer) };
  }

  async #closeStore(): Promise<void> {
    const opened = await this.#opening?.catch(() => undefined);
    this.#opening = undefined;
    await opened?.indexer.dispose();
    await opened?.writer.close();
  }

  /** One is loaded at a time. */
  async #embedderFor(choice: EmbedderChoice): Promise<EmbedderState> {
    const key = JSON.stringify(choice);
    if (this.#embedder?.key === key && this.#embedder.state.embedder) return this.#embedder.state;
    await this.#embedder?.state.embedder?.dispose();
    this.#embedder = { key, state: await this.#openEmbedder(choice) };
    return this.#embedder.state;
  }

  async #openEmbedder(choice: EmbedderChoice): Promise<EmbedderState> {
    if (choice.kind === 'none') return { embedder: undefined, problem: choice.problem };
    const create = () => this.#parts.createEmbedder(choice);
    const id = knownEmbedderId(choice);
    if (id !== undefined) return { embedder: new LazyEmbedder(id, create), problem: undefined };
    try {
      return { embedder: await create(), problem: undefined };
    } catch (error) {
      if (!DevmgrError.isInstance(error)) throw error;
      return { embedder: undefined, problem: errorSentences(error) };
    }
  }

  /** Lets through what begins and ends something, and of counts some. */
  #sparse(report: (progress: IndexProgress) => void): (progress: IndexProgress) => void {
    let last = -Infinity;
    let total = 0;
    return (progress) => {
      if (progress.type === 'index-start') total = progress.files;
      const isCount = progress.type === 'file-end' && progress.done < total;
      if (isCount && this.#parts.now() - last < reportMs) return;
      last = this.#parts.now();
      report(progress);
    };
  }

  /** Says now and then what has been written. */
  #counting(indexer: Indexer, report: (report: IndexReport) => void): () => void {
    let last = this.#parts.now();
    return () => {
      if (this.#parts.now() - last < countMs) return;
      last = this.#parts.now();
      const languages = countLanguages(indexer.files);
      const sum = (of: 'files' | 'chunks') => languages.reduce((total, language) => total + language[of], 0);
      report({ kind: 'count', statistics: { files: sum('files'), chunks: sum('chunks'), languages } });
    };
  }

  async #result(summary: IndexSummary, indexer: Indexer): Promise<IndexResult> {
    const { skipped, files, chunks } = summary;
    const languages = countLanguages(indexer.files);
    const statistics = { files, chunks, skipped, languages, sizeBytes: await this.#size() };
    return { summary, statistics, problem: indexer.embedderProblem };
  }

  /** With what is not yet in its place in the file. `undefined` when it cannot be told. */
  async #size(): Promise<number | undefined> {
    const { databasePath } = this.#parts;
    const sizes = [databasePath, `${databasePath}-wal`].map((path) => stat(path).then(({ size }) => size));
    const [main, log] = await Promise.allSettled(sizes);
    if (main?.status !== 'fulfilled') return undefined;
    return main.value + (log?.status === 'fulfilled' ? log.value : 0);
  }
}

function isStorageError(error: unknown): boolean {
  return DevmgrError.isInstance(error) && error.code === 'DEVMGR_STORAGE_FAILED';
}
