import type { Disposable, PluginContext, TextSink } from 'devmgr/plugin-api';
import { durationText } from './number-text.js';
import { oneLine } from './one-line.js';

const everyMs = 250;
const eraseLine = '\r\x1b[K';

/** One line on a terminal that says what goes on, and for how long; elsewhere nothing. Disposing erases it. */
export class StatusLine implements Disposable {
  readonly #out: TextSink;
  readonly #context: Pick<PluginContext, 'text' | 'clock'>;
  readonly #ticking: Disposable | undefined;
  #says = '';
  #since: number;
  #isThere = false;

  constructor(out: TextSink, context: Pick<PluginContext, 'text' | 'clock'>) {
    this.#out = out;
    this.#context = context;
    this.#since = context.clock.now();
    this.#ticking = out.isTTY ? context.clock.setInterval(() => this.#draw(), everyMs) : undefined;
  }

  /** `isSame`: it is still what went on, with another number. */
  say(text: string, isSame = false): void {
    this.#says = text;
    if (!isSame) this.#since = this.#context.clock.now();
  }

  /** Writes whole lines, which stay. */
  print(write: () => void): void {
    this.#erase();
    write();
  }

  dispose(): void {
    void this.#ticking?.dispose();
    this.#erase();
  }

  #draw(): void {
    if (this.#says === '') return;
    const ms = this.#context.clock.now() - this.#since;
    const line = `${oneLine(this.#says, this.#context.text)}…${ms < 1000 ? '' : ` ${durationText(ms)}`}`;
    this.#out.write(`${eraseLine}${this.#context.text.truncate(line, Math.max(10, this.#out.columns - 1))}`);
    this.#isThere = true;
  }

  #erase(): void {
    if (this.#isThere) this.#out.write(eraseLine);
    this.#isThere = false;
  }
}
