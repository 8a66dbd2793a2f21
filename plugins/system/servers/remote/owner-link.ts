import { connect, type Socket } from 'node:net';
import { Emitter, type Clock, type Disposable } from 'devmgr/plugin-api';
import type { ServerState } from 'devmgr/plugin-api/contracts/servers';
import { CONTROL_VERSION, readControlReply, type ControlRequest } from './control-message.js';
import { socketLines } from './socket-lines.js';
import { readWatchMessage, type WatchMessage } from './watch-message.js';

/**
 * What is known of a devmgr. `live`: it tells what happens; `silent`: it is there and says nothing; `refused`: it does not
 * want to be watched (it is of another version); `dead`: nobody listens; `closed`: it has hung up.
 */
export type LinkState = 'connecting' | 'live' | 'silent' | 'refused' | 'dead' | 'closed';

/** A devmgr tells something every four seconds. */
const SILENCE_MS = 3_000;
const LONGER_SILENCE_MS = 10_000;
/** A message with a batch of the longest lines, as JSON. */
const MAX_LINE_BYTES = 16 * 1024 * 1024;

/** The watch on one other devmgr. Used once: who wants to know more after its end makes another. */
export class OwnerLink implements Disposable {
  readonly path: string;
  readonly #clock: Clock;
  readonly #socket: Socket;
  readonly #changes = new Emitter<void>();
  readonly #details = new Emitter<WatchMessage>();
  readonly #servers = new Map<string, ServerState>();
  #state: LinkState = 'connecting';
  #refusal: Error | undefined;
  #isDetached = false;
  #timer: Disposable;
  #settle: () => void = () => undefined;

  /** Resolves as soon as it is known what is to be thought of the devmgr. */
  readonly known = new Promise<void>((resolve) => (this.#settle = resolve));
  /** Fires when `state` or a server is another. */
  readonly onDidChange = this.#changes.event;
  /** Lines, requests and facts of followed servers. */
  readonly onDidTell = this.#details.event;

  constructor(path: string, clock: Clock) {
    this.path = path;
    this.#clock = clock;
    this.#socket = connect(path);
    this.#timer = this.#silenceAfter(SILENCE_MS);
    const request: ControlRequest = { version: CONTROL_VERSION, action: 'watch', names: [] };
    this.#socket.once('connect', () => this.#write(request));
    this.#socket.once('error', () => this.#end(this.#state === 'connecting' ? 'dead' : 'closed'));
    this.#socket.once('close', () => this.#end('closed'));
    socketLines(this.#socket, MAX_LINE_BYTES, (line) => this.#read(line));
  }

  get state(): LinkState {
    return this.#state;
  }

  /** Why it was refused. */
  get refusal(): Error | undefined {
    return this.#refusal;
  }

  get isDetached(): boolean {
    return this.#isDetached;
  }

  server(name: string): ServerState | undefined {
    return this.#servers.get(name);
  }

  follow(name: string): void {
    this.#write({ follow: name });
  }

  dispose(): void {
    this.#changes.dispose();
    this.#details.dispose();
    this.#end('closed');
  }

  #write(message: object): void {
    if (this.#socket.writable) this.#socket.write(`${JSON.stringify(message)}\n`);
  }

  #read(line: string): void {
    const message = readWatchMessage(line);
    if (!message) return this.#refuse(line);
    void this.#timer.dispose();
    this.#timer = this.#silenceAfter(LONGER_SILENCE_MS);
    this.#take(message);
  }

  #take(message: WatchMessage): void {
    if (message.type === 'snapshot') {
      this.#isDetached = message.detached;
      this.#servers.clear();
      for (const server of message.servers) this.#servers.set(server.name, server);
      return this.#become('live');
    }
    const wasSilent = this.#state === 'silent';
    if (wasSilent) this.#state = 'live';
    if (message.type === 'change') this.#servers.set(message.server.name, message.server);
    else if (message.type !== 'alive') this.#details.fire(message);
    if (wasSilent || message.type === 'change') this.#changes.fire();
  }

  /** The first line is a reply when the other one does not watch. What comes later and is unknown is of a newer version. */
  #refuse(line: string): void {
    const reply = this.#state === 'connecting' || this.#state === 'silent' ? readControlReply(line) : undefined;
    if (reply?.ok !== false) return;
    this.#refusal = reply.error;
    this.#become('refused');
    this.#socket.destroy();
  }

  #silenceAfter(ms: number): Disposable {
    return this.#clock.setTimeout(() => this.#become('silent'), ms);
  }

  #become(state: LinkState): void {
    this.#state = state;
    this.#settle();
    this.#changes.fire();
  }

  #end(state: 'dead' | 'closed'): void {
    void this.#timer.dispose();
    this.#socket.destroy();
    const isOver = this.#state === 'dead' || this.#state === 'closed' || this.#state === 'refused';
    if (!isOver) this.#become(state);
  }
}
