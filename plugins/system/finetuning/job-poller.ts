import { toDisposable, type Clock, type Disposable } from 'devmgr/plugin-api';
import type { FineTuningAdapter } from 'devmgr/plugin-api/contracts/finetuning-adapter';
import { pollDelay } from './poll-delay.js';

export interface JobPollerOptions {
  readonly clock: Clock;
  /** From 0 up to 1. */
  readonly random: () => number;
  readonly hasRunning: (adapterId: string) => boolean;
  /** Looks at the jobs of an adapter, and tells with `looked`. Never rejects. `hasChanged`: it said so itself. */
  readonly look: (adapterId: string, hasChanged: boolean) => Promise<void>;
}

interface Followed {
  /** `undefined`: it is polled. */
  readonly changes: Disposable | undefined;
  /** Looks that failed, one after another. */
  failures: number;
  timer?: Disposable | undefined;
}

/** When the jobs of each adapter are looked at again: see `pollDelay`. Adapters that tell of changes themselves are only followed. */
export class JobPoller implements Disposable {
  readonly #options: JobPollerOptions;
  readonly #followed = new Map<string, Followed>();
  #watchers = 0;

  constructor(options: JobPollerOptions) {
    this.#options = options;
  }

  /** Somebody looks at the jobs. */
  get isWatched(): boolean {
    return this.#watchers > 0;
  }

  /** From now on its jobs are looked at. */
  follow({ id, onDidChange }: Pick<FineTuningAdapter, 'id' | 'onDidChange'>): void {
    this.leave(id);
    const changes = onDidChange?.(() => void this.#options.look(id, true));
    this.#followed.set(id, { changes, failures: 0 });
    this.#plan(id);
  }

  leave(id: string): void {
    const followed = this.#followed.get(id);
    void followed?.changes?.dispose();
    void followed?.timer?.dispose();
    this.#followed.delete(id);
  }

  /** Somebody looks at the jobs until it is disposed of. */
  watch(): Disposable {
    this.#watchers += 1;
    this.#planAll();
    return toDisposable(() => {
      this.#watchers -= 1;
      this.#planAll();
    });
  }

  /** A look was made, whoever wanted it: the next one is due later. */
  looked(id: string, wentWell: boolean): void {
    const followed = this.#followed.get(id);
    if (!followed) return;
    followed.failures = wentWell ? 0 : followed.failures + 1;
    this.#plan(id);
  }

  dispose(): void {
    for (const id of [...this.#followed.keys()]) this.leave(id);
  }

  #planAll(): void {
    for (const id of this.#followed.keys()) this.#plan(id);
  }

  #plan(id: string): void {
    const followed = this.#followed.get(id);
    void followed?.timer?.dispose();
    if (!followed || followed.changes) return;
    const { clock, random, hasRunning, look } = this.#options;
    const { failures } = followed;
    const delay = pollDelay({ isWatched: this.#watchers > 0, hasRunning: hasRunning(id), failures }, random());
    followed.timer = delay === undefined ? undefined : clock.setTimeout(() => void look(id, false), delay);
  }
}
