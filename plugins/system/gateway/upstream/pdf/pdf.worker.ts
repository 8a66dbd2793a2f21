import { parentPort, workerData } from 'node:worker_threads';
import type * as Unpdf from 'unpdf';
import type { PdfAnswer, PdfWorkerData } from './pdf-worker-data.js';

/** Reads the text of a PDF and answers once. A thread of its own: a page may take long, and other calls go on meanwhile. */
async function read({ bytes, unpdf, mostPages, mostChars }: PdfWorkerData): Promise<PdfAnswer> {
  try {
    const { getDocumentProxy } = (await import(unpdf)) as typeof Unpdf;
    const pdf = await getDocumentProxy(bytes, { isEvalSupported: false, useSystemFonts: false, verbosity: 0 });
    const pages: string[] = [];
    let room = mostChars;
    for (let number = 1; number <= Math.min(pdf.numPages, mostPages) && room > 0; number += 1) {
      const { items } = await (await pdf.getPage(number)).getTextContent();
      const text = items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : '')).join('');
      pages.push(text.slice(0, room).trim());
      room -= text.length;
    }
    return { text: pages.join('\n\n').trim(), pages: pdf.numPages, pagesRead: pages.length };
  } catch (error) {
    return { problem: error instanceof Error && error.name === 'PasswordException' ? 'password' : 'damaged' };
  }
}

parentPort?.postMessage(await read(workerData as PdfWorkerData));
