import { mkdir, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { IndexSummary } from 'devmgr/plugin-api/contracts/code-index';
import { createChunker } from '../../../../plugins/chat/index/chunk/create-chunker.js';
import { createEmbedder } from '../../../../plugins/chat/index/embed/create-embedder.js';
import type { Embedder } from '../../../../plugins/chat/index/embed/embedder.js';
import { Indexer } from '../../../../plugins/chat/index/refresh/indexer.js';
import { InThreadPreparer } from '../../../../plugins/chat/index/refresh/in-thread-preparer.js';
import { Preparers } from '../../../../plugins/chat/index/refresh/preparers.js';
import { SearchEngine } from '../../../../plugins/chat/index/search/search-engine.js';
import { openIndexReader } from '../../../../plugins/chat/index/store/sqlite/open-index-reader.js';
import { openIndexWriter } from '../../../../plugins/chat/index/store/sqlite/open-index-writer.js';
import { listChangedFiles } from '../../../../plugins/chat/index/refresh/list-changed-files.js';
import { listProjectFiles } from '../../../../plugins/chat/index/walk/list-project-files.js';
import type { EngineModules } from '../../../../plugins/chat/index/workers/engine-modules.js';
import { resolveEngineModules } from '../../../../plugins/chat/index/workers/resolve-engine-modules.js';
import type { IndexReader } from '../../../../plugins/chat/index/store/index-store.js';
import type { QuerySet } from '../query-set.js';

const maxFileBytes = 1_000_000;
const modelDir = fileURLToPath(new URL('../../../../plugins/chat/index/model', import.meta.url));
const never = new AbortController().signal;

/** The parts of the product on this thread: what its threads do, without them. */
export interface Product {
  readonly engine: SearchEngine;
  readonly reader: IndexReader;
  readonly summary: IndexSummary;
  close(): Promise<void>;
}

/** Where the index of a set is, and what of its tree may be indexed. */
export interface ProductOptions extends Pick<QuerySet, 'tree' | 'exclude'> {
  readonly database: string;
  /** What git lists; `undefined`: everything that no `.gitignore` ignores. */
  readonly listed: readonly string[] | undefined;
  /** An index that is there is made anew, so that its time is that of the whole tree. */
  readonly rebuild: boolean;
}

/** Indexes a tree with the built-in model and opens the search. */
export async function openProduct(options: ProductOptions): Promise<Product> {
  const modules = resolveEngineModules();
  await mkdir(dirname(options.database), { recursive: true });
  if (options.rebuild) for (const part of ['', '-wal', '-shm']) await rm(options.database + part, { force: true });
  const open = () => createEmbedder({ kind: 'built-in' }, { modules, modelDir });
  const embedder = await open();
  const summary = await index(options, modules, embedder);
  await embedder?.dispose();
  const reader = await openIndexReader(options.database, modules.sqlite3);
  if (!reader) throw new Error(`No index came to be in ${options.database}`);
  const engine = new SearchEngine({ reader, embedderFor: open, now: () => performance.now() });
  return { engine, reader, summary, close: () => engine.close() };
}

async function index(
  { tree: root, exclude, listed, database }: ProductOptions,
  modules: EngineModules,
  embedder: Embedder | undefined,
): Promise<IndexSummary> {
  const { writer } = await openIndexWriter(database, modules.sqlite3);
  const openChunker = () => createChunker(modules);
  const inThread = () => new InThreadPreparer({ root, openChunker, now: () => Date.now() });
  const indexer = new Indexer({
    root,
    writer,
    list: listProjectFiles,
    listChanged: listChangedFiles,
    preparers: new Preparers({ openInThread: inThread, openWorkers: inThread }),
    now: () => performance.now(),
    log: () => undefined,
  });
  indexer.setEmbedder({ embedder, problem: undefined });
  try {
    return await indexer.refresh({ listed, exclude, maxFileBytes, signal: never, report: () => undefined });
  } finally {
    await indexer.dispose();
    await writer.close();
  }
}
