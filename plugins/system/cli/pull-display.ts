import type { Disposable, PluginContext, TextSink } from 'devmgr/plugin-api';
import { byteText } from '../providers/local/models/byte-text.js';
import type { PullProgress, PullStep } from '../providers/local/models/model-library.js';
import { progressLine } from './progress-line.js';
import { pullStepText } from './pull-step-text.js';
import { TransferRate } from './transfer-rate.js';

const everyMs = 100;
const eraseLine = '\r\x1b[K';
const stepPercent = 10;

/**
 * Shows how a pull goes on: one line that is drawn anew on a terminal, else a line for every ten percent. What went wrong
 * on the way stays.
 */
export class PullDisplay implements Disposable {
  readonly #out: TextSink;
  readonly #context: Pick<PluginContext, 'clock' | 'text'>;
  readonly #rate = new TransferRate();
  readonly #timer: Disposable | undefined;
  #progress: PullProgress | undefined;
  /** What is waited for as long as nothing has come. */
  #waitsFor: string | undefined;
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

  step(step: PullStep): void {
    const line = this.#context.text.clean(pullStepText(step)).replaceAll('\n', ' ');
    const { isTTY } = this.#out;
    if (step.kind === 'ask' && isTTY) this.#waitsFor = line;
    else this.#out.write(`${isTTY ? eraseLine : ''}${line}\n`);
    if (isTTY) this.#draw();
  }

  report(progress: PullProgress): void {
    const isFirst = this.#progress === undefined;
    this.#progress = progress;
    this.#rate.add(this.#context.clock.now(), progress.doneBytes);
    if (this.#out.isTTY) {
      if (isFirst) this.#draw();
    } else this.#tell(progress);
  }

  dispose(): void {
    void this.#timer?.dispose();
    if (this.#out.isTTY && (this.#progress ?? this.#waitsFor) !== undefined) this.#out.write(eraseLine);
  }

  #draw(): void {
    const { text, clock } = this.#context;
    const width = Math.max(20, this.#out.columns - 1);
    const line = this.#progress
      ? progressLine(this.#progress, this.#rate.bytesPerSecond(clock.now()), width, text)
      : text.truncate(this.#waitsFor ?? '', width);
    if (line !== '') this.#out.write(`${eraseLine}${line}`);
  }

  #tell(progress: PullProgress): void {
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
