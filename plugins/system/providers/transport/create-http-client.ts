import type { Disposable } from 'devmgr/plugin-api';
import { Agents } from './agents.js';
import { checkedRequest } from './checked-request.js';
import { Exchange } from './exchange.js';
import type { HttpClient, HttpRequest, HttpResponse } from './http-client.js';
import { HttpFailure } from './http-failure.js';
import type { Environment } from './proxy-of.js';
import { responseOf } from './response-of.js';

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
    const response = await this.#attempt(url, request, true);
    if (response) return response;
    this.#agents.closeIdle();
    return (await this.#attempt(url, request, false)) as HttpResponse;
  }

  dispose(): void {
    this.#isClosed = true;
    for (const exchange of this.#exchanges) exchange.fail(new HttpFailure('torn', 'devmgr has closed the connection'));
    this.#agents.dispose();
  }

  /** `undefined`: nothing has come because the connection, kept from an earlier request, was closed meanwhile. */
  async #attempt(url: URL, request: HttpRequest, mayBeStale: boolean): Promise<HttpResponse | undefined> {
    const { default: fetch, Headers } = await import('node-fetch');
    request.signal.throwIfAborted();
    if (this.#isClosed) throw new HttpFailure('torn', 'devmgr has closed the connection');
    const { method, body = null } = request;
    const headers = new Headers(request.headers);
    if (!headers.has('user-agent')) headers.set('user-agent', 'devmgr');
    const exchange = new Exchange(request.timeouts, request.signal, () => this.#exchanges.delete(exchange));
    this.#exchanges.add(exchange);
    try {
      const agent = this.#agents.agentFor(url, exchange);
      const options = { method, headers, body, agent, redirect: 'manual', signal: exchange.signal } as const;
      return responseOf(await fetch(url.href, options), exchange);
    } catch (error) {
      const failure = exchange.explain(error);
      const isStale = exchange.wasStale;
      exchange.fail(failure);
      if (isStale && mayBeStale) return undefined;
      throw failure;
    }
  }
}
