import { request as plainRequest, type Agent, type IncomingMessage } from 'node:http';
import { request as tlsRequest } from 'node:https';
import type { Duplex, Readable } from 'node:stream';
import type { Exchange } from './exchange.js';
import type { HttpRequest } from './http-client.js';
import type { Received } from './response-of.js';

export interface DirectRequest {
  readonly url: URL;
  readonly method: HttpRequest['method'];
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array | undefined;
  readonly agent: Agent;
  /** Closes the connection when it ends early. */
  readonly exchange: Pick<Exchange, 'whenCut'>;
}

/** What node-fetch adds of its own; the rest is in `HttpRequest.headers`. */
const USUAL = { accept: '*/*', 'accept-encoding': 'gzip, deflate, br', 'user-agent': 'devmgr' };

/**
 * One request by node alone, at a fraction of what node-fetch costs: for who sends many. Redirects are not followed. Rejects with
 * node's errors.
 */
export function sendDirectly({ url, method, headers, body, agent, exchange }: DirectRequest): Promise<Received> {
  const { protocol, hostname, port, pathname, search } = url;
  const send = protocol === 'https:' ? tlsRequest : plainRequest;
  return new Promise((resolve, reject) => {
    const request = send({
      protocol,
      hostname: hostname.startsWith('[') ? hostname.slice(1, -1) : hostname,
      ...(port !== '' && { port }),
      path: pathname + search,
      method,
      agent,
      headers: sentHeaders(headers, body),
    });
    exchange.whenCut(() => void request.destroy());
    request.once('error', reject);
    request.once('response', (response) => resolve(receive(response, method)));
    // A text goes out together with the head, in one piece.
    request.end(body);
  });
}

function sentHeaders(given: Readonly<Record<string, string>>, body: DirectRequest['body']): Record<string, string> {
  const headers: Record<string, string> = { ...USUAL };
  for (const name in given) headers[name.toLowerCase()] = given[name] ?? '';
  if (body !== undefined) headers['content-length'] = String(Buffer.byteLength(body));
  return headers;
}

function receive(response: IncomingMessage, method: HttpRequest['method']): Received | Promise<Received> {
  const { statusCode: status = 0, headers } = response;
  const get = (name: string) => {
    const value = headers[name.toLowerCase()];
    return Array.isArray(value) ? value.join(', ') : (value ?? null);
  };
  const hasBody = method !== 'HEAD' && status !== 204 && status !== 304;
  const encoding = hasBody ? (headers['content-encoding'] ?? '').trim().toLowerCase() : '';
  const received = (body: Readable): Received => ({ status, headers: { get }, body });
  if (encoding === '' || encoding === 'identity') return received(response);
  return decoderOf(encoding).then((decoder) => received(decoder ? through(response, decoder) : response));
}

function through(response: IncomingMessage, decoder: Duplex): Readable {
  response.once('error', (error) => decoder.destroy(error));
  decoder.once('close', () => void response.destroy());
  return response.pipe(decoder);
}

/** What comes is given on at once: an answer is read while it is written. `undefined`: nobody asked for it, it is passed on as it is. */
async function decoderOf(encoding: string): Promise<Duplex | undefined> {
  const zlib = await import('node:zlib');
  const { Z_SYNC_FLUSH: flush, BROTLI_OPERATION_FLUSH: brotliFlush } = zlib.constants;
  switch (encoding) {
    case 'gzip':
    case 'x-gzip':
      return zlib.createGunzip({ flush, finishFlush: flush });
    case 'deflate':
      return zlib.createInflate({ flush, finishFlush: flush });
    case 'br':
      return zlib.createBrotliDecompress({ flush: brotliFlush, finishFlush: brotliFlush });
    default:
      return undefined;
  }
}
