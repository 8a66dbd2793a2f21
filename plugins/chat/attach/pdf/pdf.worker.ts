import { parentPort, workerData } from 'node:worker_threads';
import type * as Unpdf from 'unpdf';
import type { PdfAnswer, PdfWorkerData } from './pdf-worker-data.js';

/** Reads the text of a PDF, page by page, and answers once. A thread of its own: a page may take long, and files come from anywhere. */
async function readPdf({ bytes, unpdf, mostPages, mostChars }: PdfWorkerData): Promise<PdfAnswer> {
  try {
    const { getDocumentProxy } = (await import(unpdf)) as typeof Unpdf;
    const pdf = await getDocumentProxy(bytes, { isEvalSupported: false, useSystemFonts: false, verbosity: 0 });
    const texts: string[] = [];
    let chars = 0;
    const last = Math.min(pdf.numPages, mostPages);
    for (let page = 1; page <= last && chars < mostChars; page += 1) {
      const { items } = await (await pdf.getPage(page)).getTextContent();
      const text = items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : '')).join('');
      texts.push(text.trim());
      chars += text.length;
    }
    return { text: texts.join('\n\n').slice(0, mostChars), pages: pdf.numPages, pagesRead: texts.length };
  } catch (error) {
    const [name, detail] = error instanceof Error ? [error.name, error.message] : ['', String(error)];
    return { problem: name === 'PasswordException' ? 'password' : 'damaged', detail };
  }
}

parentPort?.postMessage(await readPdf(workerData as PdfWorkerData));
