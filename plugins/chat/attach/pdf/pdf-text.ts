import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { PluginContext } from 'devmgr/plugin-api';
import { attachmentError } from '../attachment-error.js';
import type { PdfAnswer, PdfWorkerData } from './pdf-worker-data.js';

export interface PdfParts {
  readonly context: Pick<PluginContext, 'pluginDir'>;
  readonly signal?: AbortSignal | undefined;
  /** How the file is called in messages. */
  readonly shown: string;
  /** Milliseconds that reading may take. */
  readonly limitMs?: number;
}

const mostPages = 500;
const mostChars = 5_000_000;
const defaultLimitMs = 30_000;
/** Of the thread, so that a file that unfolds to gigabytes ends it and not devmgr. */
const memoryMb = 512;

/**
 * The text of a PDF. Rejects with `PLUGIN_CHAT_ATTACHMENT` for one with a password, without text (scanned pages), damaged, or that takes
 * too long, and with the signal's reason.
 */
export async function pdfText(bytes: Uint8Array, parts: PdfParts): Promise<string> {
  const answer = await ask(bytes, parts);
  if ('problem' in answer) throw problemOf(answer, parts.shown);
  if (answer.text.trim() !== '') return withNote(answer);
  throw attachmentError(`${parts.shown} has no text in it`, 'Its pages are pictures: attach them as PNG or JPEG.');
}

function ask(bytes: Uint8Array, { context, signal, shown, limitMs = defaultLimitMs }: PdfParts): Promise<PdfAnswer> {
  signal?.throwIfAborted();
  const data: PdfWorkerData = {
    bytes: new Uint8Array(bytes),
    unpdf: import.meta.resolve('unpdf'),
    mostPages,
    mostChars,
  };
  const worker = new Worker(join(context.pluginDir, 'attach/pdf/pdf.worker.js'), {
    name: 'pdf',
    workerData: data,
    transferList: [data.bytes.buffer as ArrayBuffer],
    execArgv: [],
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: memoryMb },
  });
  return new Promise<PdfAnswer>((resolve, reject) => {
    const tooLong = () => reject(attachmentError(`${shown} takes too long to read`, 'Attach its text instead.'));
    const limit = setTimeout(tooLong, limitMs);
    const onAbort = () => reject(signal?.reason as Error);
    signal?.addEventListener('abort', onAbort, { once: true });
    worker.on('message', (answer: PdfAnswer) => resolve(answer));
    worker.on('error', (error) => resolve({ problem: 'damaged', detail: error.message }));
    worker.on('exit', () => resolve({ problem: 'damaged', detail: 'the reader ended' }));
    worker.on('exit', () => {
      clearTimeout(limit);
      signal?.removeEventListener('abort', onAbort);
    });
  }).finally(() => worker.terminate());
}

function problemOf({ problem, detail }: Extract<PdfAnswer, { problem: string }>, shown: string) {
  if (problem === 'password') return attachmentError(`${shown} has a password`, 'Attach a copy without it.');
  return attachmentError(`${shown} cannot be read as PDF: ${detail}`, 'Attach its text instead.');
}

function withNote({ text, pages, pagesRead }: Extract<PdfAnswer, { text: string }>): string {
  return pagesRead === pages ? text : `${text}\n\n[Only the first ${pagesRead} of ${pages} pages were read.]`;
}
