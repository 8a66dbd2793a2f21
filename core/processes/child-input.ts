import type { Writable } from 'node:stream';

/** What may wait for a process that does not read; one text more than that is held at most. */
const waitingLimit = 32 * 1024 * 1024;

/**
 * Standard input of a process that is talked to. Node destroys the stream when the process has ended and when the pipe
 * breaks, and drops what still waits: from then on it is not writable. Whoever makes the stream ignores its errors.
 */
export class ChildInput {
  readonly #stdin: Writable | undefined;

  constructor(stdin: Writable | undefined) {
    this.#stdin = stdin;
  }

  /** False, and nothing is written, when stdin is not open or too much waits already. */
  write(text: string): boolean {
    const stdin = this.#stdin;
    if (!stdin?.writable || stdin.writableLength > waitingLimit) return false;
    stdin.write(text);
    return true;
  }

  /** Closes stdin after what was written. */
  end(): void {
    if (this.#stdin?.writable) this.#stdin.end();
  }
}
