import { mkdtemp, mkdir, realpath, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { IndexProgress, IndexSummary } from 'devmgr/plugin-api/contracts/code-index';
import type { Chunker } from '../../../../../plugins/chat/index/chunk/chunk.js';
import { InThreadPreparer } from '../../../../../plugins/chat/index/refresh/in-thread-preparer.js';
import { Indexer, type RefreshOptions } from '../../../../../plugins/chat/index/refresh/indexer.js';
import { listChangedFiles } from '../../../../../plugins/chat/index/refresh/list-changed-files.js';
import { Preparers } from '../../../../../plugins/chat/index/refresh/preparers.js';
import type { IndexWriter } from '../../../../../plugins/chat/index/store/index-store.js';
import { listProjectFiles } from '../../../../../plugins/chat/index/walk/list-project-files.js';
import { blockChunker } from './block-chunker.js';
import { CountingEmbedder } from './counting-embedder.js';
import { MemoryIndexWriter } from './memory-index-writer.js';

/** Older than what is racy. */
const start = 1_600_000_000_000;

/** A project of files, and an indexer on this thread that writes to memory. */
export class IndexStage implements AsyncDisposable {
  readonly writer = new MemoryIndexWriter();
  readonly embedder = new CountingEmbedder();
  readonly progress: IndexProgress[] = [];
  readonly log: string[] = [];
  /** Paths that were divided. */
  readonly divided: string[] = [];
  /** Called before a file is divided. */
  beforeChunk: (path: string) => Promise<void> | void = () => undefined;
  indexer: Indexer;
  #time = start;

  private constructor(readonly root: string) {
    this.indexer = this.newIndexer();
    this.indexer.setEmbedder({ embedder: this.embedder, problem: undefined });
  }

  static async create(files: Readonly<Record<string, string>> = {}): Promise<IndexStage> {
    const stage = new IndexStage(await realpath(await mkdtemp(join(tmpdir(), 'devmgr-indexer-'))));
    await stage.write(files);
    return stage;
  }

  /** As another start of devmgr has it. */
  newIndexer(writer: IndexWriter = this.writer): Indexer {
    const { root } = this;
    const openInThread = () =>
      new InThreadPreparer({ root, openChunker: () => Promise.resolve(this.#chunker()), now: () => Date.now() });
    return new Indexer({
      ...{ root, writer, list: listProjectFiles, listChanged: listChangedFiles },
      preparers: new Preparers({ openInThread, openWorkers: openInThread }),
      now: () => performance.now(),
      log: (level, message) => this.log.push(`${level}: ${message}`),
    });
  }

  /** Every file has a later time than those that were written before. */
  async write(files: Readonly<Record<string, string | Uint8Array>>): Promise<void> {
    for (const [path, content] of Object.entries(files)) {
      const file = join(this.root, path);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, content);
      this.#time += 10_000;
      await utimes(file, this.#time / 1000, this.#time / 1000);
    }
  }

  remove(path: string): Promise<void> {
    return rm(join(this.root, path), { recursive: true });
  }

  async move(from: string, to: string): Promise<void> {
    await mkdir(dirname(join(this.root, to)), { recursive: true });
    await rename(join(this.root, from), join(this.root, to));
  }

  refresh(options: Partial<RefreshOptions> = {}): Promise<IndexSummary> {
    return this.indexer.refresh({ ...this.#options(), ...options });
  }

  update(paths: readonly string[], options: Partial<RefreshOptions> = {}): Promise<IndexSummary> {
    return this.indexer.update(paths, { ...this.#options(), ...options });
  }

  /** The texts of the index, by path. */
  get texts(): Readonly<Record<string, string>> {
    const files = [...this.writer.kept.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
    return Object.fromEntries(files.map(({ path, chunks }) => [path, chunks.map(({ text }) => text).join('')]));
  }

  /** Paths of files without vectors of the embedder. */
  async without(embedder = this.embedder.id): Promise<readonly string[]> {
    return (await this.writer.filesWithout(embedder)).map(({ path }) => path).sort();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.indexer.dispose();
    await rm(this.root, { recursive: true, force: true });
  }

  #options(): RefreshOptions {
    const signal = new AbortController().signal;
    const report = (progress: IndexProgress) => void this.progress.push(progress);
    return { listed: undefined, exclude: [], maxFileBytes: 1_000_000, signal, report };
  }

  #chunker(): Chunker {
    return {
      chunk: async (path, text) => {
        await this.beforeChunk(path);
        this.divided.push(path);
        return blockChunker.chunk(path, text);
      },
    };
  }
}
