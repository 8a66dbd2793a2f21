import type { Disposable, PluginContext, TextSink } from 'devmgr/plugin-api';
import { byteText } from '../providers/local/models/byte-text.js';
import type { PullProgress } from '../providers/local/models/model-library.js';
import { progressLine } from './progress-line.js';
import { TransferRate } from './transfer-rate.js';

const everyMs = 100;
const eraseLine = '\r\x1b[K';
const stepPercent = 10;

/** Shows how a pull goes on: one line that is drawn anew on a terminal, else a line for every ten percent. */
export class PullDisplay implements Disposable {
  readonly #out: TextSink;
  readonly #context: Pick<PluginContext, 'clock' | 'text'>;
  readonly #rate = new TransferRate();
  readonly #timer: Disposable | undefined;
  #progress: PullProgress | undefined;
  #nextStep: number | undefined;

  constructor(out: TextSink, context: Pick<PluginContext, 'clock' | 'text'>) {
    this.#out = out;
    this.#context = context;
    this.#timer = out.isTTY ? context.clock.setInterval(() => this.#draw(), everyMs) : undefined;
  }

  /** `120 MB of 200 MB`; `undefined` before anything was reported. */
  get doneText(): string | undefined {
    return this.#progress && `${byteText(this.#progress.doneBytes)} of ${byteText(this.#progress.totalBytes)}`;
  }

  report(progress: PullProgress): void {
    const isFirst = this.#progress === undefined;
    this.#progress = progress;
    this.#rate.add(this.#context.clock.now(), progress.doneBytes);
    if (this.#out.isTTY) {
      if (isFirst) this.#draw();
    } else this.#step(progress);
  }

  dispose(): void {
    void this.#timer?.dispose();
    if (this.#out.isTTY && this.#progress) this.#out.write(eraseLine);
  }

  #draw(): void {
    if (!this.#progress) return;
    const { text, clock } = this.#context;
    const width = Math.max(20, this.#out.columns - 1);
    const line = progressLine(this.#progress, this.#rate.bytesPerSecond(clock.now()), width, text);
    this.#out.write(`${eraseLine}${line}`);
  }

  #step(progress: PullProgress): void {
    const { doneBytes, totalBytes, file } = progress;
    const percent = totalBytes === 0 ? 100 : Math.floor((100 * doneBytes) / totalBytes);
    // What was here before is no news.
    this.#nextStep ??= percent - (percent % stepPercent) + stepPercent;
    if (percent < this.#nextStep) return;
    const reached = percent - (percent % stepPercent);
    this.#nextStep = reached + stepPercent;
    this.#out.write(this.#context.text.clean(`${reached} %  ${this.doneText ?? ''}  ${file}\n`));
  }
}
