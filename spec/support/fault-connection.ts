import type { Socket } from 'node:net';
import type { FaultTarget } from './faults.js';

export interface FaultRequest {
  readonly method: string;
  /** As it stands in the request line, with its query. */
  readonly path: string;
  /** Names in small letters. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const HEAD_END = '\r\n\r\n';
const NO_HTTP = 'HTTP/1.1 400 Bad Request\r\nconnection: close\r\n\r\n';

/** One connection of a `FaultServer`, which a fault writes to. Reads requests whose body has a `content-length`. */
export class FaultConnection implements FaultTarget {
  readonly #socket: Socket;
  readonly #onRequest: (connection: FaultConnection) => Promise<void>;
  #input = Buffer.alloc(0);
  #request: FaultRequest | undefined;
  #isBusy = false;

  constructor(socket: Socket, onRequest: (connection: FaultConnection) => Promise<void>) {
    this.#socket = socket;
    this.#onRequest = onRequest;
    socket.on('data', (bytes) => {
      this.#input = Buffer.concat([this.#input, bytes]);
      // A TLS handshake, for example: answered as real servers do.
      if (!/^[A-Z]/.test(this.#input.toString('latin1', 0, 1))) socket.end(NO_HTTP);
      else void this.#work();
    });
  }

  get request(): FaultRequest {
    if (!this.#request) throw new Error('No request has come');
    return this.#request;
  }

  get isOpen(): boolean {
    return !this.#socket.destroyed && this.#socket.writable;
  }

  send(bytes: string | Uint8Array): Promise<void> {
    if (!this.isOpen) return Promise.resolve();
    return new Promise((resolve) => this.#socket.write(bytes, () => resolve()));
  }

  close(): void {
    this.#socket.end();
  }

  tear(): void {
    this.#socket.resetAndDestroy();
  }

  async #work(): Promise<void> {
    if (this.#isBusy) return;
    this.#isBusy = true;
    for (let request = this.#take(); request && this.isOpen; request = this.#take()) {
      this.#request = request;
      await this.#onRequest(this);
    }
    this.#isBusy = false;
  }

  /** The next whole request. */
  #take(): FaultRequest | undefined {
    const end = this.#input.indexOf(HEAD_END);
    if (end < 0) return undefined;
    const [requestLine = '', ...lines] = this.#input.toString('latin1', 0, end).split('\r\n');
    const headers = Object.fromEntries(lines.map(headerOf));
    const bodyStart = end + HEAD_END.length;
    const bodyEnd = bodyStart + Number(headers['content-length'] ?? 0);
    if (this.#input.length < bodyEnd) return undefined;
    const [method = '', path = ''] = requestLine.split(' ');
    const body = this.#input.toString('utf8', bodyStart, bodyEnd);
    this.#input = this.#input.subarray(bodyEnd);
    return { method, path, headers, body };
  }
}

function headerOf(line: string): [name: string, value: string] {
  const colon = line.indexOf(':');
  return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
}
