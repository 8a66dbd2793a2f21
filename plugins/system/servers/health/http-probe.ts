import { Agent, type ClientRequestArgs } from 'node:http';
import { createConnection, type NetConnectOpts, type Socket } from 'node:net';
import type { ProbeOutcome } from './probe-outcome.js';

/** Tried in this order until one answers well; the last tells only that HTTP is spoken. */
export const DEFAULT_PATHS = ['/health', '/healthz', '/openapi.json', '/'] as const;

export interface HttpProbeOptions {
  /** Without a path at its end: `http://127.0.0.1:8000`. */
  readonly url: string;
  /** The only path to ask for. Without it the default ones are tried. */
  readonly path: string | undefined;
  readonly timeoutMs: number;
}

interface Answer {
  readonly path: string;
  readonly status: number;
  readonly latencyMs: number;
}

const REMEMBERED_PORTS = 16;
const MOST_BODY_BYTES = 256 * 1024;

/** Asks one server for its health over HTTP, without keeping connections open. */
export class HttpProbe {
  readonly #options: HttpProbeOptions;
  readonly #agent: Agent;
  readonly #ports: number[] = [];
  #chosen: string | undefined;

  constructor(options: HttpProbeOptions) {
    this.#options = options;
    this.#agent = new ProbeAgent((port) => this.#remember(port));
  }

  /** One look. Never rejects; an aborted one is a bad outcome that nobody should use. */
  async look(signal: AbortSignal): Promise<ProbeOutcome> {
    const path = this.#options.path ?? this.#chosen;
    try {
      if (path === undefined) return await this.#choose(signal);
      const answer = await this.#get(path, signal);
      // The path was chosen before the application changed.
      if (this.#options.path === undefined && answer.status === 404 && path !== '/') this.#chosen = undefined;
      return judge(answer, this.#options.path !== undefined);
    } catch (error) {
      return { kind: 'bad', answered: false, reason: explain(error, path, this.#options) };
    }
  }

  /** Whether a line is uvicorn's access log of one of these probes: the port of our end of the connection tells. */
  isOwnAccessLine(text: string): boolean {
    const port = /:(\d+) - "GET \S+ HTTP\/1/.exec(text)?.[1];
    return port !== undefined && this.#ports.includes(Number(port));
  }

  async #choose(signal: AbortSignal): Promise<ProbeOutcome> {
    let fallback: Answer | undefined;
    for (const path of DEFAULT_PATHS) {
      const answer = await this.#get(path, signal);
      const isHealthPath = path.startsWith('/health');
      // A health path that says 503 is the answer; a broken /openapi.json is not.
      if (answer.status < 400 || (isHealthPath && answer.status >= 500)) {
        this.#chosen = path;
        return judge(answer, true);
      }
      if (!fallback || answer.status < 500) fallback = answer;
    }
    // Nothing answers well: a 404 on `/` still shows a server that works.
    this.#chosen = fallback && fallback.status < 500 ? fallback.path : undefined;
    return fallback ? judge(fallback, false) : { kind: 'bad', answered: false, reason: 'no path to ask for' };
  }

  async #get(path: string, signal: AbortSignal): Promise<Answer> {
    const { default: fetch } = await import('node-fetch');
    const started = performance.now();
    const response = await fetch(new URL(path, this.#options.url), {
      agent: this.#agent,
      redirect: 'manual',
      headers: { 'user-agent': 'devmgr-health-probe', accept: '*/*', connection: 'close' },
      signal: AbortSignal.any([signal, AbortSignal.timeout(this.#options.timeoutMs)]),
    });
    const latencyMs = performance.now() - started;
    await drain(response.body);
    return { path, status: response.status, latencyMs };
  }

  #remember(port: number): void {
    this.#ports.push(port);
    if (this.#ports.length > REMEMBERED_PORTS) this.#ports.shift();
  }
}

class ProbeAgent extends Agent {
  readonly #onPort: (port: number) => void;

  constructor(onPort: (port: number) => void) {
    super({ keepAlive: false });
    this.#onPort = onPort;
  }

  override createConnection(options: ClientRequestArgs): Socket {
    const socket = createConnection(options as NetConnectOpts);
    socket.once('connect', () => this.#onPort(socket.localPort ?? 0));
    return socket;
  }
}

function judge({ path, status, latencyMs }: Answer, strict: boolean): ProbeOutcome {
  if (status < (strict ? 400 : 500)) return { kind: 'good', latencyMs, path };
  return { kind: 'bad', answered: true, reason: `GET ${path} answered ${status}` };
}

function explain(error: unknown, path: string | undefined, { url, timeoutMs }: HttpProbeOptions): string {
  const { name, code, message } = error as { name?: string; code?: string; message?: string };
  if (name === 'AbortError' || name === 'TimeoutError')
    return `GET ${path ?? DEFAULT_PATHS[0]} did not answer within ${timeoutMs} ms`;
  if (code === 'ECONNREFUSED') return `nothing listens at ${url}`;
  if (code === 'ECONNRESET') return 'the connection was closed without an answer';
  return message ?? 'no answer';
}

/**
 * Read to the end, because uvicorn logs a connection that is cut as an error of the application; but not a body without
 * bounds or end: the status has come, and it is the answer.
 */
async function drain(body: AsyncIterable<string | Buffer> | null): Promise<void> {
  let bytes = 0;
  try {
    for await (const chunk of body ?? []) {
      bytes += chunk.length;
      if (bytes > MOST_BODY_BYTES) return;
    }
  } catch {
    // Cut by the time limit.
  }
}
