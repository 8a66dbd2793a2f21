import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { describeDocument, type DescriptionAnswer, type DocumentWorkerData } from './describe-document.js';

/** Below that it is read at once: to start a thread costs more. */
const SMALL_BYTES = 16 * 1024;
const LIMIT_MS = 20_000;
/** Of the thread: a document that unfolds without end ends it and not devmgr. */
const MEMORY_MB = 512;

/**
 * Reads the bytes of a document without holding up the screen. `pluginDir`: where the built plugin is.
 * Rejects with the signal's reason.
 */
export async function readDocument(
  bytes: Uint8Array,
  documentPath: string,
  { pluginDir, signal }: { readonly pluginDir: string; readonly signal: AbortSignal },
): Promise<DescriptionAnswer> {
  signal.throwIfAborted();
  if (bytes.length <= SMALL_BYTES) return describeDocument({ bytes, documentPath });
  const data: DocumentWorkerData = { bytes: new Uint8Array(bytes), documentPath };
  const worker = new Worker(join(pluginDir, 'servers/openapi/document.worker.js'), {
    name: 'openapi',
    workerData: data,
    transferList: [data.bytes.buffer as ArrayBuffer],
    execArgv: [],
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
  });
  return new Promise<DescriptionAnswer>((resolve, reject) => {
    const fail = (detail: string) => resolve({ problem: 'not-openapi', detail });
    const limit = setTimeout(() => fail('it takes too long to read'), LIMIT_MS);
    const onAbort = () => reject(signal.reason as Error);
    signal.addEventListener('abort', onAbort, { once: true });
    worker.on('message', (answer: DescriptionAnswer) => resolve(answer));
    worker.on('error', (error) => fail(error.message));
    worker.on('exit', () => {
      fail('its reader ended');
      clearTimeout(limit);
      signal.removeEventListener('abort', onAbort);
    });
  }).finally(() => worker.terminate());
}
