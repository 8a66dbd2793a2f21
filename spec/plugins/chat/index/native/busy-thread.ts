// A process of its own, for native-gate.test.ts: a thread is busy in native code without end, and is ended in the middle.
// Arguments: `embed` or `query`; `terminate` some threads one after the other, or `exit` the process; URL of ONNX Runtime;
// URL of sqlite3; folder of the model.
import { Worker, isMainThread, parentPort } from 'node:worker_threads';
import { createEmbedder } from '../../../../../plugins/chat/index/embed/create-embedder.js';
import { dieOutsideNativeCode } from '../../../../../plugins/chat/index/native/die-outside.js';
import { NativeGate } from '../../../../../plugins/chat/index/native/native-gate.js';
import { threadGate } from '../../../../../plugins/chat/index/native/thread-gate.js';
import { SqliteDatabase } from '../../../../../plugins/chat/index/store/sqlite/sqlite-database.js';

const [, , work, how, onnxruntime, sqlite3 = '', modelDir = ''] = process.argv;

async function embed(): Promise<void> {
  const embedder = await createEmbedder(
    { kind: 'built-in' },
    { modules: { onnxruntime, tokenizers: undefined }, modelDir, gate: threadGate },
  );
  const inputs = Array.from({ length: 500 }, (_, i) => ({ text: `def number_${i}(self): return ${i}` }));
  parentPort?.postMessage('busy');
  for (;;) await embedder?.embed(inputs, { signal: new AbortController().signal });
}

async function query(): Promise<void> {
  dieOutsideNativeCode();
  const database = await SqliteDatabase.open(':memory:', sqlite3);
  const numbers =
    'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000) SELECT i, hex(i) FROM n';
  const endless = async () => {
    for (;;) await database.all(numbers);
  };
  parentPort?.postMessage('busy');
  // The first that throws ends the thread in the middle of the others.
  await Promise.all([endless(), endless(), endless()]);
}

/** Ends a thread that is busy since so many milliseconds; `undefined`: while it begins. */
async function endOne(afterMs: number | undefined): Promise<void> {
  const gate = new NativeGate();
  const worker = new Worker(new URL(import.meta.url), {
    argv: process.argv.slice(2),
    workerData: { gate: gate.shared },
  });
  // It is told that it is about to end.
  worker.on('error', () => undefined);
  if (afterMs !== undefined) await new Promise((resolve) => worker.once('message', resolve));
  await new Promise((resolve) => setTimeout(resolve, afterMs ?? 60));
  if (how === 'exit') process.exit(gate.close(5_000) ? 0 : 3);
  if (!(await gate.shut(5_000))) process.exit(3);
  await worker.terminate();
}

if (isMainThread) {
  for (const afterMs of [3, 7, 1, 5, 2, undefined]) await endOne(afterMs);
} else {
  await (work === 'embed' ? embed() : query());
}
