import { chmod, rm } from 'node:fs/promises';
import { createServer, type Server, type Socket } from 'node:net';
import { DevmgrError, type Clock, type Disposable } from 'devmgr/plugin-api';
import type { ServerState } from 'devmgr/plugin-api/contracts/servers';
import { readControlRequest, type ControlRequest } from './control-message.js';
import { socketLines } from './socket-lines.js';
import { readFollow } from './watch-message.js';
import { wireError, wireState } from './wire-state.js';

/** The one who watches. */
export interface Watcher {
  write(line: string): void;
  /** Bytes that it has not taken yet. */
  readonly waiting: number;
  /** Hangs up on it. */
  close(): void;
}

/** What serves a watcher until it leaves. */
export interface WatcherFeed extends Disposable {
  /** It wants to know more of this server from now on. */
  follow(name: string): void;
}

export interface ControlServerOptions {
  /** Its folder exists. */
  readonly path: string;
  readonly clock: Clock;
  /** Resolves to what is told; what it rejects with is told as a refusal. */
  readonly handle: (request: ControlRequest) => Promise<readonly ServerState[]>;
  readonly watch: (watcher: Watcher) => WatcherFeed;
}

const MAX_REQUEST_BYTES = 4_096;
/** What is being answered when the server is disposed has this long to get its reply. */
const LAST_REPLY_MS = 1_000;

/** Answers other devmgrs of the same person on a unix socket: one request a connection. */
export class ControlServer implements Disposable {
  readonly path: string;
  readonly #options: ControlServerOptions;
  readonly #server: Server;
  readonly #idle = new Set<Socket>();
  readonly #busy = new Set<Socket>();
  readonly #feeds = new Map<Socket, WatcherFeed>();

  private constructor(options: ControlServerOptions) {
    this.path = options.path;
    this.#options = options;
    this.#server = createServer((socket) => this.#serve(socket));
  }

  /** Listens. A socket that is there already is one of a dead devmgr that had our pid. */
  static async listen(options: ControlServerOptions): Promise<ControlServer> {
    const control = new ControlServer(options);
    await rm(options.path, { force: true });
    await new Promise<void>((resolve, reject) => {
      control.#server.once('error', reject);
      control.#server.listen(options.path, resolve);
    });
    // Serving others must not keep a devmgr alive.
    control.#server.unref();
    await chmod(options.path, 0o600);
    return control;
  }

  /** Whoever has asked still gets the reply, and whoever watches what was written for it. */
  async dispose(): Promise<void> {
    for (const socket of this.#idle) socket.destroy();
    for (const socket of this.#feeds.keys()) socket.end();
    const timer = this.#options.clock.setTimeout(() => this.#busy.forEach((socket) => socket.destroy()), LAST_REPLY_MS);
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
    void timer.dispose();
    await rm(this.path, { force: true });
  }

  #serve(socket: Socket): void {
    this.#idle.add(socket);
    socket.once('close', () => {
      this.#idle.delete(socket);
      this.#busy.delete(socket);
      void this.#feeds.get(socket)?.dispose();
      this.#feeds.delete(socket);
    });
    socket.on('error', () => socket.destroy());
    socketLines(socket, MAX_REQUEST_BYTES, (line) => this.#read(socket, line));
  }

  #read(socket: Socket, line: string): void {
    const feed = this.#feeds.get(socket);
    const name = feed && readFollow(line);
    if (name !== undefined) feed?.follow(name);
    if (!this.#idle.has(socket)) return;
    this.#idle.delete(socket);
    this.#busy.add(socket);
    const request = readControlRequest(line);
    if (request === undefined) socket.end(refusal(notUnderstood()));
    else if (request === 'other-version') socket.end(refusal(otherVersion()));
    else if (request.action === 'watch') this.#watch(socket);
    else void this.#answer(request).then((reply) => socket.end(reply));
  }

  #watch(socket: Socket): void {
    const watcher: Watcher = {
      write: (line) => void socket.write(`${line}\n`),
      get waiting() {
        return socket.writableLength;
      },
      close: () => socket.destroy(),
    };
    this.#feeds.set(socket, this.#options.watch(watcher));
  }

  async #answer(request: ControlRequest): Promise<string> {
    try {
      const servers = await this.#options.handle(request);
      return `${JSON.stringify({ ok: true, servers: servers.map(wireState) })}\n`;
    } catch (error) {
      return refusal(error);
    }
  }
}

/** Message and hint stand beside `ok` as well, where version 1 looks for them. */
function refusal(error: unknown): string {
  const texts = wireError(error);
  return `${JSON.stringify({ ok: false, ...texts, error: texts })}\n`;
}

function otherVersion(): DevmgrError {
  return new DevmgrError({
    code: 'PLUGIN_SYSTEM_OTHER_VERSION',
    message: 'The other devmgr is of another version',
    hint: 'Run the same version in both terminals: end the older one',
  });
}

function notUnderstood(): DevmgrError {
  return new DevmgrError({
    code: 'PLUGIN_SYSTEM_BAD_REQUEST',
    message: 'devmgr does not understand what it was asked',
    hint: 'Ask with the devmgr command of the same version',
  });
}
