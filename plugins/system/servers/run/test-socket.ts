import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Disposable } from 'devmgr/plugin-api';
import { socketLines } from '../remote/socket-lines.js';

export interface TestSocketOptions {
  /** What requests of tests prove themselves with: every process that connects is told it. */
  readonly secret: string;
  readonly onLine: (line: string) => void;
}

// sockaddr_un holds 104 bytes on macOS, and 108 on Linux.
const MAX_BYTES = 100;
const MAX_LINE_BYTES = 8 * 1024 * 1024;

/**
 * Where the processes of a command tell devmgr what they do because of tests, as `devmgr_tests` describes. Unlike an inherited descriptor
 * it is reached through wrappers, forks and workers that are started afresh. Its folder is closed to everybody else.
 */
export class TestSocket implements Disposable {
  readonly path: string;
  readonly #options: TestSocketOptions;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  private constructor(path: string, options: TestSocketOptions) {
    this.path = path;
    this.#options = options;
    this.#server = createServer((socket) => this.#serve(socket));
  }

  /** Who is started after it can connect. Throws when there can be no such socket. */
  static listen(options: TestSocketOptions, onError: (error: Error) => void): TestSocket {
    const folder = mkdtempSync(join(shortFolder(), 'devmgr-'));
    try {
      const made = new TestSocket(join(folder, 's'), options);
      made.#server.on('error', onError);
      made.#server.listen(made.path).unref();
      return made;
    } catch (error) {
      removeFolder(folder);
      throw error;
    }
  }

  /** At once: nothing waits for it when devmgr ends. */
  dispose(): void {
    for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
    removeFolder(dirname(this.path));
  }

  #serve(socket: Socket): void {
    this.#sockets.add(socket);
    socket.unref();
    socket.once('close', () => this.#sockets.delete(socket)).on('error', () => socket.destroy());
    socketLines(socket, MAX_LINE_BYTES, this.#options.onLine);
    socket.write(`${JSON.stringify({ secret: this.#options.secret })}\n`);
  }
}

function removeFolder(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true });
  } catch {
    // It stays in the system's temporary folder, which is emptied.
  }
}

function shortFolder(): string {
  const usual = tmpdir();
  return Buffer.byteLength(join(usual, 'devmgr-XXXXXX', 's')) > MAX_BYTES ? '/tmp' : usual;
}
