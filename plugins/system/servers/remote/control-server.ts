import { chmod, rm } from 'node:fs/promises';
import { createServer, type Server, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { DevmgrError, type Disposable } from 'devmgr/plugin-api';
import { readControlRequest, type ControlReply, type ControlRequest } from './control-message.js';

export type ControlHandler = (request: ControlRequest) => Promise<ControlReply>;

const MAX_REQUEST_BYTES = 4_096;

/** Answers other devmgrs of the same person on a unix socket: one request and one reply a connection. */
export class ControlServer implements Disposable {
  readonly path: string;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  private constructor(path: string, handle: ControlHandler) {
    this.path = path;
    this.#server = createServer((socket) => this.#serve(socket, handle));
  }

  /** Listens at a path whose folder exists. A socket that is there already is one of a dead devmgr with our pid. */
  static async listen(path: string, handle: ControlHandler): Promise<ControlServer> {
    const control = new ControlServer(path, handle);
    await rm(path, { force: true });
    await new Promise<void>((resolve, reject) => {
      control.#server.once('error', reject);
      control.#server.listen(path, resolve);
    });
    // Serving others must not keep a devmgr alive.
    control.#server.unref();
    await chmod(path, 0o600);
    return control;
  }

  async dispose(): Promise<void> {
    for (const socket of this.#sockets) socket.end();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
    await rm(this.path, { force: true });
  }

  #serve(socket: Socket, handle: ControlHandler): void {
    this.#sockets.add(socket);
    socket.unref();
    socket.once('close', () => this.#sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    socket.on('data', () => {
      if (socket.bytesRead > MAX_REQUEST_BYTES) socket.destroy();
    });
    createInterface({ input: socket }).once('line', (line) => {
      void answer(line, handle).then((reply) => socket.end(`${JSON.stringify(reply)}\n`));
    });
  }
}

async function answer(line: string, handle: ControlHandler): Promise<ControlReply> {
  const request = readControlRequest(line);
  if (!request)
    return {
      ok: false,
      message: 'The other devmgr is of another version',
      hint: 'Run the same version in both terminals',
    };
  try {
    return await handle(request);
  } catch (error) {
    const hint = DevmgrError.isInstance(error) ? error.hint : undefined;
    return { ok: false, message: error instanceof Error ? error.message : String(error), hint };
  }
}
