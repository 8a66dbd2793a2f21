import { parentPort, workerData } from 'node:worker_threads';
import { createChunker } from '../chunk/create-chunker.js';
import type { ChunkAnswer, ChunkRequest, ChunkWorkerData } from './chunk-messages.js';
import { InThreadPreparer } from './in-thread-preparer.js';

// A thread of `WorkerPreparer`; see chunk-messages.ts.
const { root, modules } = workerData as ChunkWorkerData;
const preparer = new InThreadPreparer({
  root,
  openChunker: () => createChunker(modules),
  now: () => Date.now(),
});
const never = new AbortController().signal;

function answer(message: ChunkAnswer): void {
  parentPort?.postMessage(message);
}

parentPort?.on('message', ({ file }: ChunkRequest) => {
  preparer.prepare(file, { signal: never }).then(
    (prepared) => answer({ kind: 'prepared', prepared }),
    (error: unknown) => answer({ kind: 'failed', message: error instanceof Error ? error.message : String(error) }),
  );
});

answer({ kind: 'ready' });
