import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { FaultConnection, type FaultRequest } from './fault-connection.js';
import type { Fault } from './faults.js';
import { WAIT_MS } from './wait-ms.js';

export interface FaultServerOptions {
  /** PEM. With it the server speaks TLS. */
  readonly tls?: { readonly key: string; readonly cert: string };
  /** The address to listen on; `127.0.0.1` by default. */
  readonly host?: string;
  /** What happens to a connection before anything is read from it: closed, torn, or left alone for ever. */
  readonly onConnection?: 'close' | 'tear' | 'ignore';
}

/**
 * An HTTP server on bare sockets that does wrong what it is told to. The first request gets the first of `faults` (see
 * `faults.ts`), the second the second and so on; the last one stays. Connections are kept open between requests.
 */
export async function startFaultServer(
  faults: Fault | readonly [Fault, ...Fault[]],
  options: FaultServerOptions = {},
): Promise<FaultServer> {
  const server = new FaultServer(typeof faults === 'function' ? [faults] : faults, options);
  await server.listen(options.host ?? '127.0.0.1');
  return server;
}

export class FaultServer {
  readonly #faults: readonly Fault[];
  readonly #options: FaultServerOptions;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  readonly #requests: FaultRequest[] = [];
  readonly #watchers = new Set<() => void>();
  #accepted = 0;

  constructor(faults: readonly Fault[], options: FaultServerOptions) {
    this.#faults = faults;
    this.#options = options;
    const accept = (socket: Socket) => this.#accept(socket);
    this.#server = options.tls ? createTlsServer(options.tls, accept) : createServer({ noDelay: true }, accept);
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** `http://127.0.0.1:40123`, without a slash at the end. With TLS `https://localhost:40123`, the name of the certificate. */
  get url(): string {
    return this.#options.tls ? `https://localhost:${this.port}` : `http://127.0.0.1:${this.port}`;
  }

  /** Everything that was asked, in the order of arrival. */
  get requests(): readonly FaultRequest[] {
    return this.#requests;
  }

  /** Connections that are open now. */
  get openConnections(): number {
    return this.#sockets.size;
  }

  /** Connections that there have been. */
  get acceptedConnections(): number {
    return this.#accepted;
  }

  listen(host: string): Promise<void> {
    return new Promise((resolve, reject) => this.#server.once('error', reject).listen(0, host, resolve));
  }

  /** Resolves as soon as it holds: `server.until(() => server.openConnections === 0)`. Rejects after a deadline. */
  until(holds: () => boolean, deadlineMs = WAIT_MS): Promise<void> {
    return new Promise((resolve, reject) => {
      const look = () => {
        if (holds()) settle(resolve);
      };
      const settle = (end: () => void) => {
        clearTimeout(timer);
        this.#watchers.delete(look);
        end();
      };
      const timer = setTimeout(() => settle(() => reject(new Error(this.#state(deadlineMs)))), deadlineMs);
      this.#watchers.add(look);
      look();
    });
  }

  /** Closes all connections too. */
  dispose(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    return new Promise((resolve) => this.#server.close(() => resolve()));
  }

  #accept(socket: Socket): void {
    this.#accepted++;
    this.#sockets.add(socket);
    socket.on('error', () => undefined); // A client may tear the connection whenever it likes.
    socket.on('close', () => {
      this.#sockets.delete(socket);
      this.#changed();
    });
    const { onConnection } = this.#options;
    if (onConnection === 'close') socket.end();
    else if (onConnection === 'tear') socket.resetAndDestroy();
    else if (onConnection === 'ignore')
      socket.resume(); // Read, or the end of the connection would not be seen.
    else new FaultConnection(socket, (connection) => this.#answer(connection));
    this.#changed();
  }

  async #answer(connection: FaultConnection): Promise<void> {
    const index = Math.min(this.#requests.length, this.#faults.length - 1);
    this.#requests.push(connection.request);
    this.#changed();
    await this.#faults[index]?.(connection);
  }

  #changed(): void {
    for (const look of [...this.#watchers]) look();
  }

  #state(ms: number): string {
    const { requests, openConnections } = this;
    return `Not within ${ms} ms; ${requests.length} requests have come, ${openConnections} connections are open`;
  }
}
