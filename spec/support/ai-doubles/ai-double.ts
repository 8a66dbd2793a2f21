import type { LLMock } from '@copilotkit/aimock';
import {
  createServer,
  request as httpRequest,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { embeddingsAnswer } from './embeddings-answer.js';
import { EventGate, type StreamCut } from './event-gate.js';
import type { Answer, Vendor } from './vendor.js';

/** A request as it arrived. `headers` in small letters; `body` parsed when it is JSON. */
export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
  /** `performance.now()` of its arrival. */
  readonly at: number;
  /** Resolves when the connection is closed before the answer was complete. */
  readonly hungUp: Promise<void>;
}

/** One vendor's server: keys, lists, health and errors in that vendor's words before aimock, which writes the answers. */
export class AiDouble {
  readonly requests: SeenRequest[] = [];
  /** Requests without it are refused. `undefined`: none is needed. */
  key: string | undefined;
  /** Of the next streams; `undefined`: they come whole. */
  cut: StreamCut | undefined;
  readonly #vendor: Vendor;
  readonly #upstream: LLMock;
  readonly #server: Server;
  readonly #routes: Map<string, Answer>;
  readonly #queued: Answer[] = [];

  private constructor(vendor: Vendor, upstream: LLMock) {
    this.#vendor = vendor;
    this.#upstream = upstream;
    this.#routes = new Map(Object.entries(vendor.routes));
    this.#server = createServer((request, response) => void this.#take(request, response));
  }

  static async start(vendor: Vendor, upstream: LLMock, options: { readonly key?: string } = {}): Promise<AiDouble> {
    const double = new AiDouble(vendor, upstream);
    double.key = options.key;
    await new Promise<void>((resolve) => double.#server.listen(0, '127.0.0.1', resolve));
    return double;
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  get baseUrl(): string {
    return this.origin + this.#vendor.basePath;
  }

  /** Those that ask for an answer. */
  get chats(): readonly SeenRequest[] {
    return this.requests.filter(({ path }) => path === this.#vendor.chatPath);
  }

  /** The next chats are answered so, in this order; those after them by aimock. */
  answerChats(...answers: readonly Answer[]): void {
    this.#queued.push(...answers);
  }

  /** `GET /health`: how that is answered from now on. */
  route(at: string, answer: Answer): void {
    this.#routes.set(at, answer);
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const at = performance.now();
    const hungUp = new Promise<void>((resolve) => {
      response.once('close', () => !response.writableFinished && resolve());
    });
    const text = await textOf(request);
    const path = (request.url ?? '/').split('?')[0] ?? '/';
    const headers = request.headers as Readonly<Record<string, string>>;
    const seen = { method: request.method ?? 'GET', path, headers, body: parsed(text), at, hungUp };
    this.requests.push(seen);
    const answer = this.#answerTo(seen);
    if (answer) reply(response, answer);
    else
      this.#pass(
        request,
        this.#onward(seen, text),
        response,
        seen.path === this.#vendor.chatPath ? this.cut : undefined,
      );
  }

  #answerTo({ method, path, headers, body }: SeenRequest): Answer | undefined {
    const { keyOf, publicPaths = [], unauthorised, modelNotFound, models, embeddingModel } = this.#vendor;
    const key = keyOf(headers);
    if (this.key !== undefined && key !== this.key && !publicPaths.includes(path)) return unauthorised(key);
    if (path === this.#vendor.chatPath && this.#queued.length > 0) return this.#queued.shift();
    const route = this.#routes.get(`${method} ${path}`);
    if (route) return route;
    const model = (body as { model?: unknown } | undefined)?.model;
    const isKnown = typeof model !== 'string' || model === embeddingModel || models.includes(model);
    if (!isKnown) return modelNotFound(model);
    const bad = path === this.#vendor.chatPath ? this.#badField(body) : undefined;
    if (bad !== undefined) return this.#vendor.badRequest(bad);
    return method === 'POST' && path.endsWith('/embeddings') ? embeddingsAnswer(body) : undefined;
  }

  #badField(body: unknown): string | undefined {
    const { refusedFields = [], requiredFields = [] } = this.#vendor;
    const fields = Object.keys(body as object);
    return (
      fields.find((field) => refusedFields.includes(field)) ?? requiredFields.find((field) => !fields.includes(field))
    );
  }

  #onward({ path, body }: SeenRequest, text: string): string {
    const { onward, chatPath } = this.#vendor;
    return onward && path === chatPath ? JSON.stringify(onward(body as object)) : text;
  }

  /** On to aimock; the answer passes piece by piece. */
  #pass(request: IncomingMessage, text: string, response: ServerResponse, cut: StreamCut | undefined): void {
    const { host: _host, 'content-length': _length, ...headers } = request.headers;
    const onward = httpRequest(this.#upstream.url + (request.url ?? '/'), { method: request.method, headers });
    onward.on('response', (answer) => {
      response.writeHead(answer.statusCode ?? 502, { ...answer.headers, connection: 'keep-alive' });
      // Torn above is torn below.
      answer.on('error', () => response.destroy());
      answer.on('aborted', () => response.destroy());
      if (cut) answer.pipe(new EventGate(cut, response)).pipe(response);
      else answer.pipe(response);
    });
    onward.on('error', () => response.destroy());
    response.on('close', () => onward.destroy());
    onward.end(text);
  }
}

function reply(response: ServerResponse, { status, headers = {}, body }: Answer): void {
  const isText = typeof body === 'string' || body === undefined;
  response.writeHead(status, { 'content-type': isText ? 'text/plain' : 'application/json', ...headers });
  response.end(isText ? body : JSON.stringify(body));
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  request.setEncoding('utf8');
  for await (const piece of request) text += String(piece);
  return text;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text === '' ? undefined : text;
  }
}
