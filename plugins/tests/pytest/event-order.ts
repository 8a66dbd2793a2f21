import type { PytestEvent } from './protocol.js';

/**
 * Puts events back into the order in which pytest sent them.
 *
 * They come by the pipe, and by a file after a test has closed the pipe. What comes by the pipe is in order; the file
 * may be read before the last of the pipe, so its events wait until everything numbered before them is there.
 * Events without a number belong to no order and do not wait.
 */
export class EventOrder {
  readonly #deliver: (event: PytestEvent) => void;
  readonly #waiting = new Map<number, PytestEvent | undefined>();
  #next = 1;

  constructor(deliver: (event: PytestEvent) => void) {
    this.#deliver = deliver;
  }

  /** `event` undefined: the number was used for something that we do not know. A number seen before is ignored. */
  fromPipe(sequence: number | undefined, event: PytestEvent | undefined): void {
    if (sequence !== undefined) {
      if (sequence < this.#next) return;
      // What is missing in between was lost with a bad line and will not come.
      this.#next = sequence + 1;
    }
    if (event) this.#deliver(event);
    this.#deliverReady();
  }

  fromFile(sequence: number | undefined, event: PytestEvent | undefined): void {
    if (sequence === undefined) {
      if (event) this.#deliver(event);
    } else if (sequence >= this.#next) {
      this.#waiting.set(sequence, event);
      this.#deliverReady();
    }
  }

  /** Nothing more will come: delivers what still waits for lost lines. */
  finish(): void {
    const rest = [...this.#waiting].sort(([a], [b]) => a - b);
    this.#waiting.clear();
    for (const [sequence, event] of rest) this.fromPipe(sequence, event);
  }

  #deliverReady(): void {
    while (this.#waiting.has(this.#next)) {
      const event = this.#waiting.get(this.#next);
      this.#waiting.delete(this.#next);
      this.#next += 1;
      if (event) this.#deliver(event);
    }
  }
}
