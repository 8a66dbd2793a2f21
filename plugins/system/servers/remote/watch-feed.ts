import type { Clock, Disposable, Event } from 'devmgr/plugin-api';
import type { ServerState } from 'devmgr/plugin-api/contracts/servers';
import type { ServerHost } from '../server-host.js';
import type { Watcher, WatcherFeed } from './control-server.js';
import { DetailFeed } from './detail-feed.js';
import { isPlainlyStopped } from './is-plainly-stopped.js';
import { wireState } from './wire-state.js';

export interface WatchFeedOptions {
  readonly host: Pick<ServerHost, 'all' | 'onDidChange' | 'output' | 'requests' | 'facts'>;
  readonly clock: Clock;
  readonly watcher: Watcher;
  /** The devmgr goes on when the terminal is closed that started it. */
  readonly isDetached: boolean;
  /** What others see of a state. */
  readonly shown: (state: ServerState) => ServerState;
  /** It is shown otherwise from now on. */
  readonly onDidDismiss: Event<ServerState>;
}

/** A reader that has left more than this unread is hung up on: it may come back and gets a new snapshot. */
const MAX_WAITING_BYTES = 1024 * 1024;
const MEASURES_MS = 1_000;
const ALIVE_MS = 4_000;

/** Tells one watcher what becomes of the servers: news at once, measurements once a second, see `WatchMessage`. */
export class WatchFeed implements WatcherFeed {
  readonly #options: WatchFeedOptions;
  readonly #owned: Disposable[];
  readonly #details = new Map<string, DetailFeed>();
  readonly #told: Map<string, ServerState>;
  #measures: Disposable | undefined;
  #isFresh = true;

  constructor(options: WatchFeedOptions) {
    this.#options = options;
    const { host, clock, isDetached } = options;
    const states = host.all.get().map(options.shown);
    this.#told = new Map(states.map((state) => [state.name, state]));
    const servers = states.filter((state) => !isPlainlyStopped(state)).map(wireState);
    this.#send({ type: 'snapshot', detached: isDetached, servers });
    this.#owned = [
      host.onDidChange(({ after }) => this.#changed(after)),
      options.onDidDismiss((state) => this.#changed(state)),
      host.all.onDidChange(() => (this.#measures ??= clock.setTimeout(() => this.#tellMeasures(), MEASURES_MS))),
      clock.setInterval(() => this.#tellAlive(), ALIVE_MS),
    ];
  }

  follow(name: string): void {
    if (this.#details.has(name)) return;
    const { host, clock, watcher } = this.#options;
    const feed = new DetailFeed({ host, clock, watcher, name, send: (message) => this.#send(message) });
    this.#details.set(name, feed);
  }

  dispose(): void {
    for (const each of [...this.#owned, ...this.#details.values()]) void each.dispose();
    void this.#measures?.dispose();
  }

  #changed(state: ServerState): void {
    this.#tell(this.#options.shown(state));
    this.#details.get(state.name)?.refresh();
  }

  #tell(state: ServerState): void {
    if (this.#told.get(state.name) === state) return;
    this.#told.set(state.name, state);
    this.#send({ type: 'change', server: wireState(state) });
  }

  #tellMeasures(): void {
    this.#measures = undefined;
    for (const state of this.#options.host.all.get()) this.#tell(this.#options.shown(state));
  }

  #tellAlive(): void {
    if (!this.#isFresh) this.#send({ type: 'alive' });
    this.#isFresh = false;
  }

  #send(message: object): void {
    const { watcher } = this.#options;
    if (watcher.waiting > MAX_WAITING_BYTES) return watcher.close();
    this.#isFresh = true;
    watcher.write(JSON.stringify(message));
  }
}
