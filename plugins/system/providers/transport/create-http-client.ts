import type { Agent } from 'node:http';
import type { Readable } from 'node:stream';
import type { Disposable } from 'devmgr/plugin-api';
import type { Headers } from 'node-fetch';
import { Agents } from './agents.js';
import { checkedRequest } from './checked-request.js';
import { Exchange } from './exchange.js';
import type { HttpClient, HttpRequest, HttpResponse } from './http-client.js';
import { HttpFailure } from './http-failure.js';
import type { Environment } from './proxy-of.js';
import { responseOf, type Received } from './response-of.js';
import { sendDirectly } from './send-directly.js';

export interface HttpClientOptions {
  /** For the proxies: HTTPS_PROXY, HTTP_PROXY, ALL_PROXY, NO_PROXY. Read at every request. */
  readonly env: Environment;
  /** Certificates (PEM) to trust instead of the well-known authorities. */
  readonly authorities?: string | undefined;
}

/** An `HttpClient` that keeps its connections open for the next request. Disposing closes them and ends what is under way. */
export function createHttpClient({ env, authorities }: HttpClientOptions): HttpClient & Disposable {
  return new NodeFetchClient(new Agents(env, authorities === undefined ? {} : { ca: authorities }));
}

class NodeFetchClient implements HttpClient, Disposable {
  readonly #agents: Agents;
  readonly #exchanges = new Set<Exchange>();
  #isClosed = false;

  constructor(agents: Agents) {
    this.#agents = agents;
  }

  async send(request: HttpRequest): Promise<HttpResponse> {
    const url = checkedRequest(request);
    const { isOnce = false } = request;
    if (isOnce) this.#agents.closeIdle();
    const response = await this.#attempt(url, request, !isOnce);
    if (response) return response;
    this.#agents.closeIdle();
    return (await this.#attempt(url, request, false)) as HttpResponse;
  }

  dispose(): void {
    this.#isClosed = true;
    for (const exchange of this.#exchanges) exchange.fail(new HttpFailure('torn', 'devmgr has closed the connection'));
    this.#agents.dispose();
  }

  #begin({ timeouts, signal }: HttpRequest): Exchange {
    signal.throwIfAborted();
    if (this.#isClosed) throw new HttpFailure('torn', 'devmgr has closed the connection');
    const exchange = new Exchange(timeouts, signal, () => this.#exchanges.delete(exchange));
    this.#exchanges.add(exchange);
    return exchange;
  }

  /** `undefined`: nothing has come because the connection, kept from an earlier request, was closed meanwhile. */
  async #attempt(url: URL, request: HttpRequest, mayBeStale: boolean): Promise<HttpResponse | undefined> {
    const { body } = request;
    const send = request.isDirect && isAtOnce(body) ? direct(request, body) : await overFetch(request);
    const exchange = this.#begin(request);
    try {
      return responseOf(await send(url, this.#agents.agentFor(url, exchange), exchange), exchange);
    } catch (error) {
      const failure = exchange.explain(error);
      const isStale = exchange.wasStale;
      exchange.fail(failure);
      if (isStale && mayBeStale) return undefined;
      throw failure;
    }
  }
}

/** Sends a request that is ready. Rejects with errors of node. */
type Send = (url: URL, agent: Agent, exchange: Exchange) => Promise<Received>;

function isAtOnce(body: HttpRequest['body']): body is string | Uint8Array | undefined {
  return body === undefined || typeof body === 'string' || body instanceof Uint8Array;
}

function direct({ method, headers = {} }: HttpRequest, body: string | Uint8Array | undefined): Send {
  return (url, agent, exchange) => sendDirectly({ url, method, headers, body, agent, exchange });
}

async function overFetch(request: HttpRequest): Promise<Send> {
  const { default: fetch, Headers } = await import('node-fetch');
  const { method } = request;
  const headers = new Headers(request.headers);
  if (!headers.has('user-agent')) headers.set('user-agent', 'devmgr');
  return async (url, agent, exchange) => {
    const body = await sentBody(request.body, headers, () => exchange.pieceSent());
    const options = { method, headers, body, agent, redirect: 'manual', signal: exchange.signal } as const;
    const { status, headers: got, body: received } = await fetch(url.href, options);
    return { status, headers: got, body: received as Readable };
  };
}

/** As node-fetch takes it. Of a stream the length is told: some servers refuse bodies without. */
async function sentBody(
  body: HttpRequest['body'],
  headers: Headers,
  onPiece: () => void,
): Promise<string | Buffer | Readable | null> {
  if (body === undefined || typeof body === 'string') return body ?? null;
  if (body instanceof Uint8Array) return Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  const { Readable } = await import('node:stream');
  headers.set('content-length', String(body.byteLength));
  return Readable.from(told(body.pieces(), onPiece), { objectMode: false });
}

/** The pieces; each one is told when it is taken. */
async function* told(pieces: AsyncIterable<Uint8Array>, onPiece: () => void): AsyncGenerator<Uint8Array> {
  for await (const piece of pieces) {
    onPiece();
    yield piece;
  }
}
