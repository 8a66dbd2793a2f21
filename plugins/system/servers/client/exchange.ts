import { request as requestHttp, type ClientRequest, type IncomingMessage } from 'node:http';
import { request as requestHttps } from 'node:https';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { decodedBody } from './decoded-body.js';
import { exchangeError } from './exchange-error.js';
import { isLoopback } from './is-loopback.js';

export type Headers = readonly (readonly [name: string, value: string])[];

export interface ExchangeRequest {
  readonly method: string;
  /** `http://127.0.0.1:8000` */
  readonly origin: string;
  /** Goes over the wire as it is: `/orders/a%2Fb?x=1`. */
  readonly path: string;
  readonly headers: Headers;
  readonly body: { readonly bytes: number; readonly chunks: () => AsyncIterable<Uint8Array> } | undefined;
}

export interface ExchangeOptions {
  readonly signal: AbortSignal;
  /** Until the head of the answer. */
  readonly timeoutMs: number;
  /** Called once, before any chunk. */
  readonly onHead?: ((head: ExchangeHead) => void) | undefined;
  /** Pieces of the body without its content encoding. The next one waits for it. */
  readonly onChunk: (chunk: Uint8Array) => void | Promise<void>;
}

export interface ExchangeHead {
  readonly status: number;
  readonly reason: string;
  /** As they came. */
  readonly headers: Headers;
  /** From the beginning until the head was there. */
  readonly firstByteMs: number;
}

export interface ExchangeEnd extends ExchangeHead {
  readonly totalMs: number;
  /** Of the body, as they came over the wire. */
  readonly wireBytes: number;
  /** The body is not whole: `stopped` by the signal, or what went wrong. */
  readonly cut: 'stopped' | { readonly message: string } | undefined;
}

/**
 * One request to a server and its answer, on a connection of its own; redirects are not followed. A certificate counts only for other
 * machines: those of localhost are self-signed.
 *
 * Rejects with the signal's reason or a `DevmgrError` when no head of an answer came.
 */
export async function exchange(request: ExchangeRequest, options: ExchangeOptions): Promise<ExchangeEnd> {
  const { signal } = options;
  signal.throwIfAborted();
  const started = performance.now();
  const { message, close } = await sent(request, options);
  try {
    const head = headOf(message, performance.now() - started);
    options.onHead?.(head);
    let wireBytes = 0;
    message.on('data', (chunk: Buffer) => (wireBytes += chunk.length));
    const cut = await readBody(message, request.method, options);
    return { ...head, totalMs: performance.now() - started, wireBytes, cut };
  } finally {
    close();
  }
}

/** Sends the request; resolves with the head of the answer. */
function sent(
  request: ExchangeRequest,
  { signal, timeoutMs }: ExchangeOptions,
): Promise<{ readonly message: IncomingMessage; readonly close: () => void }> {
  return new Promise((resolve, reject) => {
    const outgoing = outgoingRequest(request);
    const settled = new AbortController();
    const close = () => {
      settled.abort();
      outgoing.destroy();
    };
    const fail = (error: Error) => {
      close();
      reject(error);
    };
    const limit = setTimeout(() => fail(exchangeError('ETIMEDOUT', request.origin, timeoutMs)), timeoutMs);
    settled.signal.addEventListener('abort', () => clearTimeout(limit));
    signal.addEventListener('abort', () => fail(signal.reason as Error), { signal: settled.signal });
    outgoing.on('response', (message) => {
      // The parser of node takes any three digits.
      if ((message.statusCode ?? 0) < 100) return fail(exchangeError('HPE_STATUS', request.origin, timeoutMs));
      clearTimeout(limit);
      resolve({ message, close });
    });
    outgoing.on('upgrade', (_message, socket) => {
      socket.destroy();
      fail(exchangeError('UPGRADED', request.origin, timeoutMs));
    });
    // After the answer has begun this changes nothing any more: a server may refuse a body before it was sent.
    outgoing.on('error', (error: NodeJS.ErrnoException) =>
      fail(exchangeError(error.code ?? error.message, request.origin, timeoutMs)),
    );
    void write(outgoing, request);
  });
}

function outgoingRequest({ method, origin, path, headers }: ExchangeRequest): ClientRequest {
  const { protocol, hostname, port } = new URL(origin);
  const host = hostname.replace(/^\[|\]$/g, '');
  const request = protocol === 'https:' ? requestHttps : requestHttp;
  const outgoing = request({
    method,
    hostname: host,
    port: port === '' ? undefined : Number(port),
    path,
    agent: false,
    rejectUnauthorized: !isLoopback(host),
  });
  for (const [name, value] of headers) outgoing.appendHeader(name, value);
  return outgoing;
}

async function write(outgoing: ClientRequest, { body }: ExchangeRequest): Promise<void> {
  if (body === undefined) {
    outgoing.end();
    return;
  }
  // What goes wrong is an `error` of the request, or of a file that cannot be read: it becomes one.
  await pipeline(Readable.from(body.chunks()), outgoing).catch((error: unknown) => outgoing.destroy(error as Error));
}

function headOf(
  { statusCode = 0, statusMessage = '', rawHeaders }: IncomingMessage,
  firstByteMs: number,
): ExchangeHead {
  const headers: [string, string][] = [];
  for (let index = 0; index + 1 < rawHeaders.length; index += 2)
    headers.push([rawHeaders[index] ?? '', rawHeaders[index + 1] ?? '']);
  return { status: statusCode, reason: statusMessage, headers, firstByteMs };
}

async function readBody(
  message: IncomingMessage,
  method: string,
  { signal, onChunk }: ExchangeOptions,
): Promise<ExchangeEnd['cut']> {
  try {
    const body = method === 'HEAD' ? message : decodedBody(message);
    const stop = () => void body.destroy(new Error('stopped'));
    signal.addEventListener('abort', stop, { once: true });
    if (signal.aborted) stop();
    try {
      for await (const chunk of body) await onChunk(chunk as Uint8Array);
    } finally {
      signal.removeEventListener('abort', stop);
    }
    return undefined;
  } catch (error) {
    if (signal.aborted) return 'stopped';
    const { code, message: text } = error as NodeJS.ErrnoException;
    const isCut = code === 'ECONNRESET' || text === 'aborted';
    return { message: isCut ? 'the connection was closed before the end of the answer' : text };
  }
}
