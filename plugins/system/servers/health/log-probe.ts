import type { Disposable, LineBuffer } from 'devmgr/plugin-api';
import type { Probe } from './probe.js';
import type { ProbeOutcome } from './probe-outcome.js';
import { TimedPattern } from './timed-pattern.js';

export interface LogProbeOptions {
  /** A regular expression. */
  readonly pattern: string;
  readonly output: LineBuffer;
  /** The first line that counts. */
  readonly fromLine: number;
}

/** So many lines are read at once between two looks: of more the oldest may fall out unread. */
const MOST_UNREAD = 1_000;

/** A server is well from the first line of its output on that matches. */
export class LogProbe implements Probe {
  readonly #output: LineBuffer;
  readonly #source: string;
  readonly #watch: Disposable;
  #pattern: TimedPattern | undefined;
  #next: number;
  #matched = false;
  #failure: string | undefined;
  #reading: Promise<void> | undefined;

  constructor({ pattern, output, fromLine }: LogProbeOptions) {
    this.#output = output;
    this.#source = pattern;
    this.#next = fromLine;
    this.#watch = output.onDidAppend(() => {
      if (output.endLine - this.#next >= MOST_UNREAD) void this.#read();
    });
  }

  async look(): Promise<ProbeOutcome> {
    await this.#read();
    if (this.#matched)
      return { kind: 'good', latencyMs: 0, path: `output matches /${this.#source}/`, unmeasured: true };
    const reason = this.#failure ?? `no line of its output matches /${this.#source}/ yet`;
    return { kind: 'bad', answered: this.#failure !== undefined, reason };
  }

  isOwnAccessLine(): boolean {
    return false;
  }

  dispose(): void {
    void this.#watch.dispose();
  }

  #read(): Promise<void> {
    this.#reading ??= this.#readNew().finally(() => (this.#reading = undefined));
    return this.#reading;
  }

  async #readNew(): Promise<void> {
    while (!this.#matched && this.#failure === undefined && this.#next < this.#output.endLine) {
      const from = Math.max(this.#next, this.#output.firstLine);
      const lines = this.#output.lines(from, MOST_UNREAD).map(({ text }) => text);
      this.#next = from + lines.length;
      try {
        this.#pattern ??= new TimedPattern(this.#source);
        this.#matched = (await this.#pattern.findIn(lines)) >= 0;
      } catch (error) {
        this.#failure = `the pattern for its output cannot be used: ${(error as Error).message}`;
      }
    }
    if (this.#matched) void this.#watch.dispose();
  }
}
