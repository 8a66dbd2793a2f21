import type { Clock, Disposable, Processes } from 'devmgr/plugin-api';
import { ClockWatch } from './clock-watch.js';
import { MetricsSampler, type SampledProcess } from './metrics-sampler.js';
import type { ServerBook } from './server-book.js';

/** Puts into the book what running servers use, and that the clock was set. */
export class ServerMeasurements implements Disposable {
  readonly #book: Pick<ServerBook, 'names' | 'record' | 'dispatch'>;
  readonly #clockWatch: ClockWatch;
  readonly #sampler: MetricsSampler;

  constructor(
    { processes, clock }: { readonly processes: Processes; readonly clock: Clock },
    book: Pick<ServerBook, 'names' | 'record' | 'dispatch'>,
  ) {
    this.#book = book;
    this.#clockWatch = new ClockWatch(clock);
    this.#sampler = new MetricsSampler(processes, clock, () => this.#sampled());
  }

  /** Call it whenever a server was started; it ends by itself. */
  wake(): void {
    this.#sampler.wake();
  }

  dispose(): void {
    this.#sampler.dispose();
  }

  #sampled(): SampledProcess[] {
    const byMs = this.#clockWatch.look();
    return this.#book.names().flatMap((name) => {
      const { state, generation } = this.#book.record(name);
      if (byMs !== 0) this.#book.dispatch(name, { type: 'clock-set', generation, byMs });
      if ((state.status !== 'running' && state.status !== 'starting') || state.pid === undefined) return [];
      const take: SampledProcess['take'] = (usage) =>
        void this.#book.dispatch(name, { type: 'sampled', generation, ...usage });
      return [{ pid: state.pid, take }];
    });
  }
}
