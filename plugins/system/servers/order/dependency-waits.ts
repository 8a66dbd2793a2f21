import type { ServerState } from 'devmgr/plugin-api/contracts/servers';
import type { ServerDefinition } from '../definition/server-definition.js';
import type { ServerBook } from '../server-book.js';
import { isActive } from '../server-record.js';
import type { ServersElsewhere } from '../servers-elsewhere.js';
import { awaitDependencies, type DependencyHost } from './await-dependencies.js';

export interface DependencyWaitsOptions extends Pick<DependencyHost, 'start' | 'isRestarting'> {
  readonly book: Pick<ServerBook, 'has' | 'record' | 'dispatch' | 'onDidChange'>;
}

/** The starts that wait for other servers. */
export class DependencyWaits {
  readonly #options: DependencyWaitsOptions;
  readonly #waiting = new Map<string, AbortController>();
  #elsewhere: ServersElsewhere | undefined;

  constructor(options: DependencyWaitsOptions) {
    this.#options = options;
  }

  /** What depends on a server that another devmgr runs does not start it here. */
  knowElsewhere(elsewhere: ServersElsewhere): void {
    this.#elsewhere = elsewhere;
  }

  /** Resolves when all that it depends on is as it should be, or `giveUp` was called; rejects when one of them fails. */
  async wait(server: ServerDefinition, generation: number): Promise<void> {
    const { name } = server;
    const abort = new AbortController();
    this.#waiting.set(name, abort);
    try {
      if (this.#elsewhere && server.dependsOn.length > 0) await this.#elsewhere.known();
      await awaitDependencies(server, this.#host(), abort.signal, (waitsFor) =>
        this.#options.book.dispatch(name, { type: 'waits', generation, waitsFor }),
      );
    } finally {
      if (this.#waiting.get(name) === abort) this.#waiting.delete(name);
    }
  }

  giveUp(name: string): void {
    this.#waiting.get(name)?.abort();
  }

  #host(): DependencyHost {
    const { book, start, isRestarting } = this.#options;
    return {
      state: (name) => this.#state(name),
      onDidChange: (listener) => {
        const watches = [book.onDidChange(listener), this.#elsewhere?.onDidChange(listener)];
        return { dispose: () => watches.forEach((each) => void each?.dispose()) };
      },
      start,
      isRestarting,
    };
  }

  #state(name: string): ServerState | undefined {
    const there = this.#elsewhere?.state(name);
    if (there && isActive(there)) return there;
    const { book } = this.#options;
    return book.has(name) ? book.record(name).state : undefined;
  }
}
