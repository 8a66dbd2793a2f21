import { parentPort, workerData } from 'node:worker_threads';
import { createChunker } from '../chunk/create-chunker.js';
import { createEmbedder } from '../embed/create-embedder.js';
import { dieOutsideNativeCode } from '../native/die-outside.js';
import { threadGate } from '../native/thread-gate.js';
import { InThreadPreparer } from '../refresh/in-thread-preparer.js';
import { Indexer } from '../refresh/indexer.js';
import { listChangedFiles } from '../refresh/list-changed-files.js';
import { Preparers } from '../refresh/preparers.js';
import { WorkerPreparer } from '../refresh/worker-preparer.js';
import { openIndexWriter } from '../store/sqlite/open-index-writer.js';
import { listProjectFiles } from '../walk/list-project-files.js';
import { followFiles } from './follow-files.js';
import { IndexDesk } from './index-desk.js';
import type { IndexNeeds, IndexWorkerData, IndexWorkerMethods } from './index-methods.js';
import { RpcPeer } from './rpc/rpc-peer.js';

// The thread that writes the index. See index-methods.ts.
const { root, databasePath, modules, modelDir, chunkWorker } = workerData as IndexWorkerData;
if (!parentPort) throw new Error('This is the main module of a thread');
dieOutsideNativeCode();

const log = (level: 'debug' | 'info' | 'warn', message: string): void => main.tell('log', { level, message });
const now = (): number => performance.now();

const preparers = new Preparers({
  openInThread: () => new InThreadPreparer({ root, openChunker: () => createChunker(modules), now: () => Date.now() }),
  openWorkers: () => new WorkerPreparer({ workerFile: chunkWorker, data: { root, modules }, log }),
});
const desk: IndexDesk = new IndexDesk({
  databasePath,
  openWriter: () => openIndexWriter(databasePath, modules.sqlite3),
  createIndexer: (writer) =>
    new Indexer({ root, writer, list: listProjectFiles, listChanged: listChangedFiles, preparers, now, log }),
  createEmbedder: (choice) =>
    createEmbedder(choice, {
      modules,
      modelDir,
      gate: threadGate,
      askService: (selection, texts, signal) => main.call('embedTexts', { selection, texts }, { signal }),
    }),
  watch: (options) => followFiles({ ...options, root, log, onEvent: (event) => main.tell('changed', event) }),
  now,
});
const main: RpcPeer<IndexWorkerMethods, IndexNeeds> = new RpcPeer(parentPort, desk.methods(), (error) =>
  main.tell('log', { level: 'warn', message: String(error) }),
);
desk.warmUp();
