import { connect, createServer } from 'node:net';

export type PortCheck =
  | { readonly kind: 'free' }
  | { readonly kind: 'taken' }
  /** Nobody holds it, and still it cannot be had: the reason as a sentence. */
  | { readonly kind: 'refused'; readonly reason: string };

const CONNECT_TIMEOUT_MS = 300;
const MAX_PORT = 65_535;

/** Tries whether this machine lets us listen there, and whether somebody answers already. */
export async function checkPort(host: string, port: number): Promise<PortCheck> {
  const code = await listenError(host, port);
  if (code === 'EADDRINUSE') return { kind: 'taken' };
  if (code === 'EACCES') return { kind: 'refused', reason: `port ${port} needs administrator rights` };
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND' || code === 'EAI_AGAIN' || code === 'EINVAL') {
    return { kind: 'refused', reason: `${host} is no address of this machine` };
  }
  if (code !== undefined) return { kind: 'refused', reason: `${host}:${port} cannot be opened (${code})` };
  // On macOS a listener on all addresses does not stop one on a single address.
  return (await answers(loopbackOf(host), port)) ? { kind: 'taken' } : { kind: 'free' };
}

/** The first port above `port` that is free and nobody else's, among the next fifty; `undefined` when none is. */
export async function nextFreePort(
  host: string,
  port: number,
  isPromised: (port: number) => boolean = () => false,
): Promise<number | undefined> {
  for (let next = port + 1; next <= Math.min(port + 50, MAX_PORT); next += 1) {
    if (!isPromised(next) && (await checkPort(host, next)).kind === 'free') return next;
  }
  return undefined;
}

/** Where a server that listens on `host` is reached from here. */
export function loopbackOf(host: string): string {
  if (host === '0.0.0.0' || host === '') return '127.0.0.1';
  return host === '::' ? '::1' : host;
}

/** `http://127.0.0.1:8000`: where a browser on this machine reaches it. */
export function serverUrl(host: string, port: number): string {
  const reached = loopbackOf(host);
  return `http://${reached.includes(':') ? `[${reached}]` : reached}:${port}`;
}

function listenError(host: string, port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? 'unknown'));
    server.listen({ host: host === '' ? '0.0.0.0' : host, port, exclusive: true }, () =>
      server.close(() => resolve(undefined)),
    );
  });
}

function answers(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port });
    const settle = (answered: boolean) => {
      socket.destroy();
      resolve(answered);
    };
    socket.setTimeout(CONNECT_TIMEOUT_MS, () => settle(false));
    socket.once('connect', () => settle(true));
    socket.once('error', () => settle(false));
  });
}
