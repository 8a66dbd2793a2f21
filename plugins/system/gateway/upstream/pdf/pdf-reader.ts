import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { GatewayError } from '../../gateway-error.js';
import type { PdfAnswer, PdfWorkerData } from './pdf-worker-data.js';

/** The text of a PDF. Rejects with a `GatewayError` that names `param` where it has none or cannot be read, and with the signal's reason. */
export type PdfReader = (
  bytes: Uint8Array,
  about: { readonly param: string; readonly signal: AbortSignal },
) => Promise<string>;

const LIMITS = { mostPages: 500, mostChars: 5_000_000 };
const LONGEST_MS = 30_000;
/** Of the thread, so that a file that unfolds to gigabytes ends it and not the gateway. */
const MEMORY_MB = 512;

/** Reads PDFs in threads. `pluginDir`: where the plugin's modules are. */
export function pdfReader(pluginDir: string): PdfReader {
  return async (bytes, { param, signal }) => {
    const answer = await ask(pluginDir, bytes, signal);
    if (answer === 'too-long') throw refused(param, 'takes too long to read');
    if ('problem' in answer)
      throw refused(param, answer.problem === 'password' ? 'has a password' : 'is damaged, or none');
    const { text, pages, pagesRead } = answer;
    if (text === '') throw refused(param, 'has no text, its pages are pictures: send them as images');
    return pagesRead === pages ? text : `${text}\n\n[Only the first ${pagesRead} of ${pages} pages were read.]`;
  };
}

async function ask(pluginDir: string, bytes: Uint8Array, signal: AbortSignal): Promise<PdfAnswer | 'too-long'> {
  signal.throwIfAborted();
  const data: PdfWorkerData = { bytes: new Uint8Array(bytes), unpdf: import.meta.resolve('unpdf'), ...LIMITS };
  const worker = new Worker(join(pluginDir, 'gateway/upstream/pdf/pdf.worker.js'), {
    name: 'pdf',
    workerData: data,
    transferList: [data.bytes.buffer as ArrayBuffer],
    execArgv: [],
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
  });
  const over = new AbortController();
  try {
    return await new Promise((resolve, reject) => {
      const timer = setTimeout(() => resolve('too-long'), LONGEST_MS);
      over.signal.addEventListener('abort', () => clearTimeout(timer));
      signal.addEventListener('abort', () => reject(signal.reason as Error), over);
      worker.on('message', (answer: PdfAnswer) => resolve(answer));
      for (const end of ['error', 'exit']) worker.on(end, () => resolve({ problem: 'damaged' }));
    });
  } finally {
    over.abort();
    await worker.terminate();
  }
}

function refused(param: string, what: string): GatewayError {
  const message = `This model takes no PDFs, only their text, and the file ${what}.`;
  return new GatewayError({ kind: 'invalid-request', message, param, code: 'invalid_file' });
}
