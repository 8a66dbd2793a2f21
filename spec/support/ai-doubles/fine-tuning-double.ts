import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface DoubleRequest {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
  /** Of a JSON body. */
  readonly json: Record<string, unknown>;
}

export interface DoubleAnswer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** A text is sent as it is, everything else as JSON. */
  readonly body?: unknown;
  /** The connection is torn instead. */
  readonly isTorn?: boolean;
}

type Route = (request: DoubleRequest) => DoubleAnswer;

/** A provider's API of fine-tuning that is answered by functions: `GET /fine-tunes/:`, where `:` is one part of the path. */
export class FineTuningDouble {
  readonly requests: DoubleRequest[] = [];
  /** Answered before any route, once each, in this order; by `METHOD /path` as it is asked. */
  readonly next = new Map<string, DoubleAnswer[]>();
  readonly #routes = new Map<string, Route>();
  readonly #server: Server;

  private constructor() {
    this.#server = createServer((request, response) => void this.#take(request, response));
  }

  static async start(): Promise<FineTuningDouble> {
    const double = new FineTuningDouble();
    await new Promise<void>((resolve) => double.#server.listen(0, '127.0.0.1', resolve));
    return double;
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  get baseUrl(): string {
    return `${this.origin}/v1`;
  }

  route(at: string, answer: Route | DoubleAnswer): void {
    this.#routes.set(at, typeof answer === 'function' ? answer : () => answer);
  }

  /** The next answers at a place; then its route again. */
  answerNext(at: string, ...answers: readonly DoubleAnswer[]): void {
    this.next.set(at, [...(this.next.get(at) ?? []), ...answers]);
  }

  /** `METHOD /path` of what was asked. */
  get asked(): readonly string[] {
    return this.requests.map(({ method, path }) => `${method} ${path}`);
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const pieces: Buffer[] = [];
    try {
      for await (const piece of request) pieces.push(piece as Buffer);
    } catch {
      return;
    }
    const url = new URL(request.url ?? '/', this.origin);
    const path = url.pathname.replace(/^\/v1/, '');
    const body = Buffer.concat(pieces);
    const seen = { method: request.method ?? 'GET', path, query: url.searchParams, headers: request.headers, body };
    const full = { ...seen, json: parsed(body) };
    this.requests.push(full);
    const queued = this.next.get(`${full.method} ${path}`)?.shift();
    reply(response, queued ?? this.#answer(full));
  }

  #answer(request: DoubleRequest): DoubleAnswer {
    const asked = `${request.method} ${request.path}`;
    for (const [at, route] of this.#routes)
      if (new RegExp(`^${at.replaceAll(/:/g, '[^/]+')}$`).test(asked)) return route(request);
    return {
      status: 404,
      body: { error: { message: `Unknown request URL: ${asked}`, type: 'invalid_request_error' } },
    };
  }
}

function reply(response: ServerResponse, { status = 200, headers = {}, body, isTorn = false }: DoubleAnswer): void {
  if (isTorn) return void response.socket?.resetAndDestroy();
  const isText = typeof body === 'string';
  response.writeHead(status, { 'content-type': isText ? 'text/html' : 'application/json', ...headers });
  response.end(isText ? body : JSON.stringify(body ?? {}));
}

function parsed(body: Buffer): Record<string, unknown> {
  try {
    return JSON.parse(body.toString()) as Record<string, unknown>;
  } catch {
    return {};
  }
}
