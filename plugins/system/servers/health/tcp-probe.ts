import { connect } from 'node:net';
import { deadline } from './deadline.js';
import type { Probe } from './probe.js';
import type { ProbeOutcome } from './probe-outcome.js';

const MOST_STAY_MS = 1_000;

/**
 * A server is well when it takes connections. `host` and `port`: where it is reached from here.
 *
 * The beginning of a tunnel takes every connection, and closes it when nobody takes it at its end: there it must stay open, or something be said.
 */
export function createTcpProbe(options: {
  readonly host: string;
  readonly port: number;
  readonly tunnelTo?: string | undefined;
  readonly timeoutMs: number;
}): Probe {
  const { host, port, timeoutMs, tunnelTo } = options;
  const stayMs = tunnelTo === undefined ? 0 : Math.min(timeoutMs / 2, MOST_STAY_MS);
  const here = host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
  const place = tunnelTo ?? here;
  return {
    timeoutMs,
    async look(signal): Promise<ProbeOutcome> {
      const limit = deadline(signal, timeoutMs);
      const started = performance.now();
      const failure = await tryConnect({ host, port, stayMs }, limit.signal);
      limit.clear();
      const path = `tcp ${place}`;
      if (failure === undefined && stayMs > 0) return { kind: 'good', latencyMs: 0, path, unmeasured: true };
      if (failure === undefined) return { kind: 'good', latencyMs: performance.now() - started, path };
      return {
        kind: 'bad',
        answered: false,
        reason: limit.isOver ? `${place} did not answer within ${timeoutMs} ms` : explain(failure, place),
      };
    },
    isOwnAccessLine: () => false,
    dispose: () => undefined,
  };
}

/** The code of what went wrong; `undefined` when the connection was taken. */
function tryConnect(
  { host, port, stayMs }: { host: string; port: number; stayMs: number },
  signal: AbortSignal,
): Promise<string | undefined> {
  return new Promise((resolve) => {
    const socket = connect({ host, port });
    let stay: NodeJS.Timeout | undefined;
    const settle = (failure: string | undefined) => {
      clearTimeout(stay);
      signal.removeEventListener('abort', abort);
      socket.destroy();
      resolve(failure);
    };
    const abort = () => settle('ABORTED');
    socket.once('connect', () => {
      if (stayMs === 0) return settle(undefined);
      stay = setTimeout(settle, stayMs, undefined);
      socket.once('data', () => settle(undefined)).once('close', () => settle('ECONNREFUSED'));
    });
    socket.once('error', (error: NodeJS.ErrnoException) => settle(error.code ?? error.message));
    signal.addEventListener('abort', abort);
    if (signal.aborted) abort();
  });
}

function explain(code: string, place: string): string {
  if (code === 'ECONNREFUSED') return `nothing listens at ${place}`;
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return `nobody knows the host of ${place}`;
  return `${place} cannot be reached (${code})`;
}
