import { Fields } from '../../../providers/json/fields.js';
import type { JsonObject } from '../../gateway-protocol.js';
import type { PdfReader } from './pdf-reader.js';

const PDF = /^data:application\/pdf[;,]/i;

/**
 * A chat in OpenAI's format with the text of each PDF in its place, under its name: for who takes no PDFs. The same object where it has none, or
 * nobody reads them. Rejects as `read` does.
 */
export async function pdfsAsText(
  body: JsonObject,
  read: PdfReader | undefined,
  signal: AbortSignal,
): Promise<JsonObject> {
  const { messages } = body;
  if (!read || !Array.isArray(messages) || !messages.some((message) => partsOf(message)?.some(pdfOf))) return body;
  const shown: unknown[] = [];
  for (const [at, message] of (messages as readonly unknown[]).entries()) {
    const content: unknown[] = [];
    for (const [index, part] of (partsOf(message) ?? []).entries()) {
      const pdf = pdfOf(part);
      const about = { param: `messages[${at}].content[${index}]`, signal };
      content.push(pdf ? { type: 'text', text: `${pdf.name}:\n\n${await read(bytesOf(pdf), about)}` } : part);
    }
    shown.push(partsOf(message)?.some(pdfOf) ? { ...(message as JsonObject), content } : message);
  }
  return { ...body, messages: shown };
}

function partsOf(message: unknown): readonly unknown[] | undefined {
  const { content } = (message ?? {}) as { readonly content?: unknown };
  return Array.isArray(content) ? (content as readonly unknown[]) : undefined;
}

interface SentPdf {
  readonly name: string;
  readonly data: string;
}

function pdfOf(part: unknown): SentPdf | undefined {
  const { type, file } = (part ?? {}) as { readonly type?: unknown; readonly file?: unknown };
  const fields = type === 'file' ? Fields.of(file) : undefined;
  const data = fields?.string('file_data') ?? '';
  return PDF.test(data.slice(0, 30)) ? { name: fields?.text('filename') ?? 'document.pdf', data } : undefined;
}

function bytesOf({ data }: SentPdf): Buffer {
  return Buffer.from(data.slice(data.indexOf(',') + 1), 'base64');
}
