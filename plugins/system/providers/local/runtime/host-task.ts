import type { HostAnswer } from './host-protocol.js';

export type TaskAnswer = Extract<HostAnswer, { readonly id: number }>;

const isLast = ({ type }: TaskAnswer) => type !== 'prompt' && type !== 'text';

/** One request that was sent to the process, and what comes back. */
export class HostTask {
  readonly id: number;
  /** Settles when the last answer is there or none can come any more. Never rejects. */
  readonly done: Promise<void>;
  #finish: () => void = () => undefined;
  #wake: () => void = () => undefined;
  readonly #waiting: TaskAnswer[] = [];
  #isDone = false;
  #failure: Error | undefined;

  constructor(id: number) {
    this.id = id;
    this.done = new Promise((resolve) => (this.#finish = resolve));
  }

  receive(answer: TaskAnswer): void {
    this.#waiting.push(answer);
    if (isLast(answer)) this.#end();
    this.#wake();
  }

  /** The process will not answer any more. */
  fail(error: Error): void {
    if (this.#isDone) return;
    this.#failure = error;
    this.#end();
    this.#wake();
  }

  /** Everything up to the last answer. Throws what `fail` was told, and the signal's reason at once when it is aborted. */
  async *answers(signal: AbortSignal): AsyncGenerator<TaskAnswer, void, undefined> {
    const wake = () => this.#wake();
    signal.addEventListener('abort', wake);
    try {
      for (;;) {
        signal.throwIfAborted();
        const answer = this.#waiting.shift();
        if (answer) yield answer;
        else if (this.#failure) throw this.#failure;
        else if (this.#isDone) return;
        else await new Promise<void>((resolve) => (this.#wake = resolve));
      }
    } finally {
      signal.removeEventListener('abort', wake);
    }
  }

  /** The last answer alone. */
  async last(signal: AbortSignal): Promise<TaskAnswer> {
    let last: TaskAnswer | undefined;
    for await (const answer of this.answers(signal)) last = answer;
    if (!last) throw new Error('A request ended without an answer');
    return last;
  }

  #end(): void {
    this.#isDone = true;
    this.#finish();
  }
}
