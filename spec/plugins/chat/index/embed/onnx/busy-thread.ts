// A process of its own, for native-gate.test.ts: a thread makes vectors without end, and is ended in the middle. Arguments:
// `terminate` some threads one after the other, or `exit` the process; URL of ONNX Runtime; folder of the model.
import { Worker, isMainThread, parentPort, workerData } from 'node:worker_threads';
import { createEmbedder } from '../../../../../../plugins/chat/index/embed/create-embedder.js';
import { NativeGate } from '../../../../../../plugins/chat/index/embed/onnx/native-gate.js';

const [, , how, onnxruntime, modelDir = ''] = process.argv;

async function work(): Promise<void> {
  const gate = new NativeGate(workerData as SharedArrayBuffer);
  const embedder = await createEmbedder(
    { kind: 'built-in' },
    { modules: { onnxruntime, tokenizers: undefined }, modelDir, gate },
  );
  const inputs = Array.from({ length: 500 }, (_, i) => ({ text: `def number_${i}(self): return ${i}` }));
  parentPort?.postMessage('busy');
  for (;;) await embedder?.embed(inputs, { signal: new AbortController().signal });
}

/** Ends a thread that is busy since so many milliseconds; `undefined`: while it begins. */
async function endOne(afterMs: number | undefined): Promise<void> {
  const gate = new NativeGate();
  const worker = new Worker(new URL(import.meta.url), { argv: process.argv.slice(2), workerData: gate.shared });
  // It is told that it is about to end.
  worker.on('error', () => undefined);
  if (afterMs !== undefined) await new Promise((resolve) => worker.once('message', resolve));
  await new Promise((resolve) => setTimeout(resolve, afterMs ?? 60));
  if (!gate.close(5_000)) process.exit(3);
  if (how === 'exit') process.exit(0);
  await worker.terminate();
}

if (isMainThread) {
  for (const afterMs of [3, 7, 1, 5, 2, undefined]) await endOne(afterMs);
} else {
  await work();
}
