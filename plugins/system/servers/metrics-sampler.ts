import type { Clock, Disposable, Processes, ProcessUsage } from 'devmgr/plugin-api';

export interface SampledProcess {
  readonly pid: number;
  take(usage: ProcessUsage): void;
}

const INTERVAL_MS = 2_000;

/** Measures CPU and memory of what runs: one timer for all of it, none while nothing runs. */
export class MetricsSampler implements Disposable {
  readonly #processes: Processes;
  readonly #clock: Clock;
  readonly #running: () => readonly SampledProcess[];
  #timer: Disposable | undefined;
  #disposed = false;

  constructor(processes: Processes, clock: Clock, running: () => readonly SampledProcess[]) {
    this.#processes = processes;
    this.#clock = clock;
    this.#running = running;
  }

  /** Call it whenever something was started; it ends by itself. */
  wake(): void {
    if (this.#timer || this.#disposed || this.#running().length === 0) return;
    this.#timer = this.#clock.setTimeout(() => void this.#round(), INTERVAL_MS / 4);
  }

  dispose(): void {
    this.#disposed = true;
    void this.#timer?.dispose();
  }

  async #round(): Promise<void> {
    // Asked in one turn, so that all share one reading of the table of processes.
    await Promise.all(this.#running().map((each) => this.#measure(each)));
    const more = !this.#disposed && this.#running().length > 0;
    this.#timer = more ? this.#clock.setTimeout(() => void this.#round(), INTERVAL_MS) : undefined;
  }

  async #measure({ pid, take }: SampledProcess): Promise<void> {
    const usage = await this.#processes.usage(pid).catch(() => undefined);
    if (usage && !this.#disposed) take(usage);
  }
}
