import { randomUUID } from 'node:crypto';
import type { HttpStreamBody } from '../../../providers/transport/http-client.js';
import { readPieces, type LocalFile } from './local-file.js';

export interface MultipartOptions {
  readonly fields: Readonly<Record<string, string>>;
  /** Of the part with the file. */
  readonly fieldName: string;
  readonly file: LocalFile;
  /** Which bytes of it; default: all. */
  readonly range?: { readonly from: number; readonly to: number } | undefined;
  /** Bytes of the range that have gone out; from 0 again when the request is sent once more. */
  readonly onSent?: ((bytes: number) => void) | undefined;
}

export interface MultipartBody {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: HttpStreamBody;
  /** Why reading the file failed, if that is what a request failed with. */
  problem(): unknown;
}

/** `multipart/form-data` (RFC 7578) with one file that is read as it is sent. */
export function multipartBody(options: MultipartOptions): MultipartBody {
  const { file, range = { from: 0, to: file.bytes } } = options;
  const boundary = `devmgr-${randomUUID()}`;
  const head = Buffer.from(headOf(options, boundary));
  const tail = Buffer.from(`\r\n--${boundary}--\r\n`);
  let problem: unknown;
  async function* pieces(): AsyncGenerator<Uint8Array, void, undefined> {
    yield head;
    let sent = 0;
    options.onSent?.(0);
    try {
      for await (const piece of readPieces(file, range)) {
        yield piece;
        sent += piece.length;
        options.onSent?.(sent);
      }
    } catch (error) {
      problem = error;
      throw error;
    }
    yield tail;
  }
  return {
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
    body: { byteLength: head.length + (range.to - range.from) + tail.length, pieces },
    problem: () => problem,
  };
}

function headOf({ fields, fieldName, file }: MultipartOptions, boundary: string): string {
  const parts = Object.entries(fields).map(
    ([name, value]) => `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  const filePart = `content-disposition: form-data; name="${fieldName}"; filename="${quoted(file.name)}"`;
  return `${parts.join('')}--${boundary}\r\n${filePart}\r\ncontent-type: application/octet-stream\r\n\r\n`;
}

/** As browsers write it (WHATWG, multipart/form-data encoding algorithm). */
function quoted(name: string): string {
  return name.replaceAll('\n', '%0A').replaceAll('\r', '%0D').replaceAll('"', '%22');
}
