import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock, Disposable } from 'devmgr/plugin-api';
import { heldLines } from './held-lines.js';
import type { NowEvent, PytestEvent } from './protocol.js';

/** Half a frame of the screen: quiet for one is seen within the next. */
const lookMs = 16;
/**
 * A phase that takes longer than 50 ms, or has more to say than that it passed, is told at once: what is not told has happened in the tenth of
 * a second after what was told last. Twice that many looks, as the machine may be busy.
 */
const mostLooks = 16;
/** As in `now.py`. */
const cycle = 60;
const phases = ['setup', 'call', 'teardown', 'teardown'] as const;

interface Runner {
  readonly pid: number;
  /** How many tests it has begun. */
  begun: number;
  /** The test that it has begun last. */
  id: string | undefined;
}

/**
 * Sees in which phase the running tests are, and whether they have passed, while pytest says nothing: quick phases are told together
 * with the next test. Each process keeps that in one byte of `now-<pid>`. Lines that wait to be sent are read as well.
 */
export class PhaseWatch {
  readonly #folder: string;
  readonly #tell: (event: NowEvent) => void;
  readonly #receive: (line: string) => void;
  readonly #timer: Disposable;
  /** By worker. */
  readonly #runners = new Map<string | undefined, Runner>();
  /** Since something was told. */
  #ticks = 0;
  #looking: Promise<void> | undefined;

  /** `receive`: a line of the channel, which comes by it too. */
  constructor(clock: Clock, folder: string, tell: (event: NowEvent) => void, receive: (line: string) => void) {
    this.#folder = folder;
    this.#tell = tell;
    this.#receive = receive;
    this.#timer = clock.setInterval(() => this.#tick(), lookMs);
  }

  learn(event: PytestEvent): void {
    this.#ticks = 0;
    if (event.event === 'process') {
      this.#runners.set(event.worker, { pid: event.pid, begun: 0, id: undefined });
    } else if (event.event === 'start') {
      const runner = this.#runners.get(event.worker);
      if (runner) Object.assign(runner, { begun: runner.begun + 1, id: event.id });
    }
  }

  /** The process is over: what it did not come to send. */
  async finish(): Promise<void> {
    await this.#timer.dispose();
    await this.#looking;
    await this.#receiveHeld();
  }

  #tick(): void {
    this.#ticks += 1;
    if (this.#ticks === 1 || this.#ticks > mostLooks + 1) return;
    this.#looking ??= this.#look().finally(() => (this.#looking = undefined));
  }

  async #receiveHeld(): Promise<void> {
    // Workers send each line at once.
    const runner = this.#runners.get(undefined);
    if (!runner) return;
    for (const line of await heldLines(this.#folder, runner.pid)) this.#receive(line);
  }

  async #look(): Promise<void> {
    await this.#receiveHeld();
    const hasWorkers = [...this.#runners.keys()].some((worker) => worker !== undefined);
    for (const [worker, runner] of this.#runners) {
      if (hasWorkers && worker === undefined) continue; // it only collects what the workers do
      const { id, begun } = runner;
      if (id === undefined) continue;
      const bytes = await readFile(join(this.#folder, `now-${runner.pid}`)).catch(() => Buffer.alloc(0));
      const [byte] = bytes;
      // Another test: its start is on the way.
      if (byte === undefined || byte >> 2 !== begun % cycle || runner.begun !== begun) continue;
      const phase = phases[byte & 3];
      if (phase) this.#tell({ event: 'now', id, phase, passed: (byte & 3) === 3 });
    }
  }
}
