import type { Agent, ClientRequest, IncomingMessage, RequestOptions } from 'node:http';

/** One answer to a GET. */
export interface HttpAnswer {
  readonly status: number;
  /** Until the status had come. */
  readonly latencyMs: number;
  /** Where it sends us instead. */
  readonly location: string | undefined;
  /** As much of it as was wanted. */
  readonly body: string;
}

export interface HttpAsk {
  readonly headers: Readonly<Record<string, string>>;
  readonly wantsBody: boolean;
  readonly signal: AbortSignal;
  /** The port of our end of the connection. */
  readonly onPort: (port: number) => void;
}

export const PROBE_AGENT = 'devmgr-health-probe';
const MOST_BODY_BYTES = 256 * 1024;

/** One for all looks, because to make one is a part of what a look costs. It keeps no connection. */
let plainAgent: Agent | undefined;

/**
 * Asks once. Rejects when no status comes; a body that is cut by the time limit is as long as it is.
 *
 * The connection is not kept: one more costs a fifth of a millisecond, and a kept one counts against the server's limits, answers from
 * the old worker after a reload, and holds up a shutdown that waits for idle connections.
 */
export async function askHttp(url: URL, ask: HttpAsk): Promise<HttpAnswer> {
  const { request, agent } = url.protocol === 'https:' ? await secure() : await plain();
  const options = { ...optionsFor(url, ask), agent };
  const started = performance.now();
  return new Promise((resolve, reject) => {
    const asked = request(url, options, (response) => {
      const latencyMs = performance.now() - started;
      // From here on the time limit only cuts the body.
      asked.off('error', reject).on('error', () => undefined);
      const { statusCode: status = 0 } = response;
      void readBody(response, ask.wantsBody).then((body) =>
        resolve({ status, latencyMs, location: response.headers.location, body }),
      );
    });
    asked.once('error', reject);
    tellPort(asked, ask.onPort);
    asked.end();
  });
}

async function plain() {
  const { request, Agent } = await import('node:http');
  return { request, agent: (plainAgent ??= new Agent({ keepAlive: false })) };
}

async function secure() {
  const { request } = await import('node:https');
  return { request, agent: false as const };
}

function optionsFor(url: URL, { headers, signal }: HttpAsk): RequestOptions & { rejectUnauthorized?: boolean } {
  return {
    signal,
    headers: { 'user-agent': PROBE_AGENT, accept: '*/*', connection: 'close', ...headers },
    // On this machine certificates are made by hand.
    ...(isLoopback(url.hostname) && { rejectUnauthorized: false }),
  };
}

function tellPort(asked: ClientRequest, onPort: (port: number) => void): void {
  asked.once('socket', (socket) => socket.once('connect', () => onPort(socket.localPort ?? 0)));
}

function isLoopback(hostname: string): boolean {
  return /^(?:localhost|.*\.localhost|127(?:\.\d+){3}|\[::1\])$/.test(hostname);
}

/**
 * Read to the end, because uvicorn logs a connection that is cut as an error of the application; but not a body without
 * bounds or end: the status has come, and it is the answer.
 */
function readBody(response: IncomingMessage, isWanted: boolean): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  return new Promise((resolve) => {
    response.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (isWanted) chunks.push(chunk);
      if (bytes > MOST_BODY_BYTES) response.destroy();
    });
    // Cut by the time limit.
    response.on('error', () => undefined);
    response.on('close', () => resolve(Buffer.concat(chunks).subarray(0, MOST_BODY_BYTES).toString('utf8')));
  });
}
