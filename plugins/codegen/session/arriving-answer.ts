import type { Clock, Disposable } from 'devmgr/plugin-api';
import { AnswerStream } from '../answer/answer-stream.js';
import type { FileAnswer } from '../answer/parsed-answer.js';
import type { Arriving } from './codegen-state.js';

/** How often what comes is handed on, unless that takes long itself. */
const everyMs = 60;
/** Of the time, for showing what comes. */
const share = 0.2;

/** An answer as it arrives, handed on in pieces that a screen can follow. */
export class ArrivingAnswer implements Disposable {
  readonly #clock: Clock;
  readonly #stream: AnswerStream;
  readonly #target: string;
  readonly #publish: (arriving: Arriving) => void;
  #answer = '';
  #next = -Infinity;
  #timer: Disposable | undefined;

  constructor(target: string, clock: Clock, publish: (arriving: Arriving) => void) {
    this.#target = target;
    this.#clock = clock;
    this.#publish = publish;
    this.#stream = new AnswerStream(target);
  }

  add(delta: string): void {
    this.#answer += delta;
    this.#stream.push(delta);
    const left = this.#next - this.#clock.now();
    if (left <= 0) this.#tell();
    else this.#timer ??= this.#clock.setTimeout(() => this.#tell(), left);
  }

  dispose(): void {
    void this.#timer?.dispose();
    this.#timer = undefined;
  }

  #tell(): void {
    this.dispose();
    const startedAt = performance.now();
    this.#publish(this.#shown());
    const tookMs = performance.now() - startedAt;
    this.#next = this.#clock.now() + Math.max(everyMs, tookMs / share);
  }

  #shown(): Arriving {
    const { files } = this.#stream.parsed();
    const last = files.at(-1);
    if (!last || last.kind === 'unsupported') {
      return { kind: 'answer', path: this.#target, text: this.#answer, lines: linesIn(this.#answer) };
    }
    const text = textOf(last);
    return { kind: 'code', path: last.path, text, lines: files.reduce((sum, file) => sum + linesIn(textOf(file)), 0) };
  }
}

/** Of edits: what they put there. */
function textOf(file: FileAnswer): string {
  if (file.kind === 'whole') return file.text;
  return file.kind === 'edits' ? file.edits.map(({ replace }) => replace).join('\n⋮\n') : '';
}

function linesIn(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count += 1;
  return text === '' || text.endsWith('\n') ? count : count + 1;
}
