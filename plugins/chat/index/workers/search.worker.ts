import { parentPort, workerData } from 'node:worker_threads';
import { createEmbedder } from '../embed/create-embedder.js';
import { dieOutsideNativeCode } from '../native/die-outside.js';
import { threadGate } from '../native/thread-gate.js';
import { openIndexReader } from '../store/sqlite/open-index-reader.js';
import type { EngineNeeds } from './engine-needs.js';
import { RpcPeer } from './rpc/rpc-peer.js';
import { SearchDesk } from './search-desk.js';
import type { SearchWorkerData, SearchWorkerMethods } from './search-methods.js';

// The search thread: the index in memory, for reading. See search-methods.ts.
const { databasePath, modules, modelDir, choice } = workerData as SearchWorkerData;
if (!parentPort) throw new Error('This is the main module of a thread');
dieOutsideNativeCode();

const desk: SearchDesk = new SearchDesk({
  openReader: () => openIndexReader(databasePath, modules.sqlite3),
  createEmbedder: (wanted) =>
    createEmbedder(wanted, {
      modules,
      modelDir,
      gate: threadGate,
      forQueries: true,
      askService: (selection, texts, signal) => main.call('embedTexts', { selection, texts }, { signal }),
    }),
  choice,
  now: () => performance.now(),
});
const main: RpcPeer<SearchWorkerMethods, EngineNeeds> = new RpcPeer(parentPort, desk.methods(), (error) =>
  main.tell('log', { level: 'warn', message: String(error) }),
);
desk.warmUp();
