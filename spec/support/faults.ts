import { setTimeout as pause } from 'node:timers/promises';
import { constants, createGzip, gzipSync } from 'node:zlib';
import type { FaultRequest } from './fault-connection.js';

/** What a fault writes its answer to. */
export interface FaultTarget {
  /** What is to be answered. */
  readonly request: FaultRequest;
  readonly isOpen: boolean;
  /** Resolves when the bytes are on their way; also when the client has gone. */
  send(bytes: string | Uint8Array): Promise<void>;
  /** Closes in good order. */
  close(): void;
  /** The client sees ECONNRESET. */
  tear(): void;
}

/** Answers one request, rightly or wrongly. */
export type Fault = (target: FaultTarget) => void | Promise<void>;

type Headers = Readonly<Record<string, string>>;
type Bytes = string | Uint8Array;

/** Exactly these bytes, status line and all. */
export function raw(...pieces: readonly Bytes[]): Fault {
  return async (target) => {
    for (const piece of pieces) await target.send(piece);
  };
}

/** An answer as it should be. */
export function answer(status: number, body: Bytes = '', headers: Headers = {}): Fault {
  return raw(head(status, { 'content-length': String(Buffer.byteLength(body)), ...headers }), body);
}

export function json(value: unknown, status = 200, headers: Headers = {}): Fault {
  return answer(status, JSON.stringify(value), { 'content-type': 'application/json', ...headers });
}

export interface StreamOptions {
  readonly status?: number;
  readonly headers?: Headers;
  /** Milliseconds between two pieces. */
  readonly everyMs?: number;
  /** How the stream ends after its last piece; `good` by default. `stall`: it does not. */
  readonly end?: 'good' | 'close' | 'tear' | 'stall';
}

/** A chunked `text/event-stream`, one chunk for each piece. Where the pieces are cut is up to you: see `cut`. */
export function stream(pieces: readonly Bytes[], options: StreamOptions = {}): Fault {
  const { status = 200, headers = {}, everyMs = 0, end = 'good' } = options;
  return async (target) => {
    await target.send(head(status, { ...STREAM_HEADERS, ...headers }));
    for (const piece of pieces) {
      // An empty chunk would be the end.
      if (piece.length > 0) await target.send(chunk(piece));
      if (everyMs > 0) await pause(everyMs);
    }
    if (end === 'good') await target.send('0\r\n\r\n');
    else if (end === 'close') target.close();
    else if (end === 'tear') target.tear();
  };
}

/** Sends what `fault` sends byte by byte. */
export function dripping(fault: Fault, everyMs = 1): Fault {
  return (target) => {
    const send = async (bytes: Bytes) => {
      for (const byte of Buffer.from(bytes as string)) {
        if (!target.isOpen) return;
        await target.send(Buffer.of(byte));
        await pause(everyMs);
      }
    };
    return fault(over(target, send));
  };
}

/** No answer, ever. */
export function silence(): Fault {
  return () => undefined;
}

/** Closes, or tears, the connection instead of answering. */
export function hangUp(how: 'close' | 'tear' = 'close'): Fault {
  return (target) => target[how]();
}

export function redirect(location: string, status = 302): Fault {
  return answer(status, '', { location });
}

/** A compressed body that came whole. */
export function gzipped(body: string, headers: Headers = {}): Fault {
  return answer(200, gzipSync(body), { 'content-encoding': 'gzip', ...headers });
}

/** A compressed stream; every piece can be read as soon as it has come. */
export function gzippedStream(pieces: readonly string[], options: StreamOptions = {}): Fault {
  return async (target) => {
    const compressed = await flushed(pieces);
    await stream(compressed, { ...options, headers: { 'content-encoding': 'gzip', ...options.headers } })(target);
  };
}

/** Another fault for each path; the query does not count. Others are answered with 404. */
export function route(faults: Readonly<Record<string, Fault>>): Fault {
  return (target) => {
    const [path = ''] = target.request.path.split('?');
    return (faults[path] ?? answer(404))(target);
  };
}

/** Text of events as a well-behaved server writes it. Objects become JSON. */
export function events(...data: readonly unknown[]): string {
  return data.map((each) => `data: ${typeof each === 'string' ? each : JSON.stringify(each)}\n\n`).join('');
}

/** Bytes of a text in pieces of `size`, which cuts through characters too. */
export function cut(text: string, size: number): readonly Uint8Array[] {
  const bytes = Buffer.from(text);
  const count = Math.ceil(bytes.length / size);
  return Array.from({ length: count }, (_, index) => bytes.subarray(index * size, (index + 1) * size));
}

function over(target: FaultTarget, send: FaultTarget['send']): FaultTarget {
  return {
    request: target.request,
    get isOpen() {
      return target.isOpen;
    },
    send,
    close: () => target.close(),
    tear: () => target.tear(),
  };
}

const STREAM_HEADERS: Headers = { 'content-type': 'text/event-stream', 'transfer-encoding': 'chunked' };

function head(status: number, headers: Headers): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return `HTTP/1.1 ${status} Whatever\r\n${lines.join('')}\r\n`;
}

function chunk(piece: Bytes): Buffer {
  const bytes = Buffer.from(piece as string);
  return Buffer.concat([Buffer.from(`${bytes.length.toString(16)}\r\n`), bytes, Buffer.from('\r\n')]);
}

async function flushed(pieces: readonly string[]): Promise<readonly Uint8Array[]> {
  const gzip = createGzip();
  const made: Uint8Array[] = [];
  for (const piece of pieces) {
    gzip.write(piece);
    await new Promise<void>((resolve) => gzip.flush(constants.Z_SYNC_FLUSH, resolve));
    made.push(gzip.read() as Buffer);
  }
  gzip.end();
  for await (const rest of gzip) made.push(rest as Buffer);
  return made;
}
