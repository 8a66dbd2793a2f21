import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename, extname, resolve } from 'node:path';
import { DevmgrError, ExitCode } from 'devmgr/plugin-api';
import type { ApiRequestBody } from './api-request.js';
import type { ExchangeRequest } from './exchange.js';
import { encodedPair } from './request-path.js';

export interface RequestBody {
  readonly contentType: string;
  readonly body: NonNullable<ExchangeRequest['body']>;
}

type Part = Uint8Array | { readonly file: string; readonly bytes: number };

const BY_ENDING: Readonly<Record<string, string>> = {
  '.json': 'application/json',
  '.txt': 'text/plain',
  '.csv': 'text/csv',
  '.html': 'text/html',
  '.xml': 'application/xml',
  '.pdf': 'application/pdf',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.gif': 'image/gif',
  '.webp': 'image/webp',
  '.zip': 'application/zip',
};

/** The body as it is sent; files are read as they go. `folder`: for relative paths. Rejects with a `DevmgrError` for a file that is none. */
export async function requestBody(body: ApiRequestBody, folder: string): Promise<RequestBody> {
  switch (body.kind) {
    case 'json':
      return { contentType: 'application/json', body: partsBody([utf8(body.text)]) };
    case 'text':
      return { contentType: body.contentType, body: partsBody([utf8(body.text)]) };
    case 'form':
      return {
        contentType: 'application/x-www-form-urlencoded',
        body: partsBody([utf8(body.fields.map(encodedPair).join('&'))]),
      };
    case 'file': {
      const file = await filePart(body.path, folder);
      return { contentType: body.contentType ?? typeOf(body.path), body: partsBody([file]) };
    }
    case 'multipart':
      return multipart(body, folder);
  }
}

/** RFC 7578; names are escaped as browsers do. */
async function multipart(
  { fields, files }: Extract<ApiRequestBody, { kind: 'multipart' }>,
  folder: string,
): Promise<RequestBody> {
  const boundary = `devmgr-${randomUUID()}`;
  const parts: Part[] = [];
  for (const [name, value] of fields)
    parts.push(utf8(`--${boundary}\r\ncontent-disposition: form-data; name="${quoted(name)}"\r\n\r\n${value}\r\n`));
  for (const [name, path] of files) {
    const about = `name="${quoted(name)}"; filename="${quoted(basename(path))}"\r\ncontent-type: ${typeOf(path)}`;
    parts.push(utf8(`--${boundary}\r\ncontent-disposition: form-data; ${about}\r\n\r\n`));
    parts.push(await filePart(path, folder), utf8('\r\n'));
  }
  parts.push(utf8(`--${boundary}--\r\n`));
  return { contentType: `multipart/form-data; boundary=${boundary}`, body: partsBody(parts) };
}

function partsBody(parts: readonly Part[]): RequestBody['body'] {
  const bytes = parts.reduce((sum, part) => sum + ('file' in part ? part.bytes : part.length), 0);
  return {
    bytes,
    async *chunks() {
      for (const part of parts) {
        // No more than was promised, when the file grows meanwhile.
        if ('file' in part && part.bytes > 0) yield* createReadStream(part.file, { end: part.bytes - 1 });
        else if (!('file' in part)) yield part;
      }
    },
  };
}

async function filePart(path: string, folder: string): Promise<Part> {
  const file = resolve(folder, path);
  const found = await stat(file).catch(() => undefined);
  if (found?.isFile()) return { file, bytes: found.size };
  throw new DevmgrError({
    code: 'PLUGIN_SYSTEM_CALL_INVALID',
    message: `${path} is no file`,
    hint: `Paths begin at ${folder}`,
    exitCode: ExitCode.usage,
  });
}

function typeOf(path: string): string {
  return BY_ENDING[extname(path).toLowerCase()] ?? 'application/octet-stream';
}

function quoted(name: string): string {
  return name.replaceAll('"', '%22').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function utf8(text: string): Uint8Array {
  return Buffer.from(text, 'utf8');
}
