import { chmod, rm } from 'node:fs/promises';
import { createServer, type Server, type Socket } from 'node:net';
import { DevmgrError, type Clock, type Disposable } from 'devmgr/plugin-api';
import { readControlRequest, type ControlReply, type ControlRequest } from './control-message.js';

export interface ControlServerOptions {
  /** Its folder exists. */
  readonly path: string;
  readonly clock: Clock;
  readonly handle: (request: ControlRequest) => Promise<ControlReply>;
}

const MAX_REQUEST_BYTES = 4_096;
/** What is being answered when the server is disposed has this long to get its reply. */
const LAST_REPLY_MS = 1_000;

/** Answers other devmgrs of the same person on a unix socket: one request and one reply a connection. */
export class ControlServer implements Disposable {
  readonly path: string;
  readonly #options: ControlServerOptions;
  readonly #server: Server;
  readonly #idle = new Set<Socket>();
  readonly #busy = new Set<Socket>();

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

  /** Whoever has asked still gets the reply. */
  async dispose(): Promise<void> {
    for (const socket of this.#idle) socket.destroy();
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
    });
    socket.on('error', () => socket.destroy());
    // Not node:readline: it emits an error of its input once more, on an interface that nobody listens to.
    let received = '';
    socket.setEncoding('utf8').on('data', (text: string) => {
      if (socket.bytesRead > MAX_REQUEST_BYTES) socket.destroy();
      if (!this.#idle.has(socket)) return;
      received += text;
      const end = received.indexOf('\n');
      if (end >= 0) this.#reply(socket, received.slice(0, end));
    });
  }

  #reply(socket: Socket, line: string): void {
    this.#idle.delete(socket);
    this.#busy.add(socket);
    void this.#answer(line).then((reply) => socket.end(`${JSON.stringify(reply)}\n`));
  }

  async #answer(line: string): Promise<ControlReply> {
    const request = readControlRequest(line);
    const hint = 'Run the same version in both terminals';
    if (!request) return { ok: false, message: 'The other devmgr is of another version', hint };
    try {
      return await this.#options.handle(request);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      return { ok: false, message, hint: DevmgrError.isInstance(error) ? error.hint : undefined };
    }
  }
}
