import type { Clock, Disposable } from 'devmgr/plugin-api';

/** A person sees no difference. */
const GATHER_MS = 50;
const MOST_CHARACTERS = 32_000;

/** Writes lines together, a moment later: what is done with each piece of output costs once for all of them. */
export class GatheredLines implements Disposable {
  readonly #clock: Clock;
  readonly #write: (lines: string) => void;
  #lines: string[] = [];
  #characters = 0;
  #timer: Disposable | undefined;

  /** `write` gets whole lines, with the last line feed. */
  constructor(clock: Clock, write: (lines: string) => void) {
    this.#clock = clock;
    this.#write = write;
  }

  add(line: string): void {
    this.#lines.push(line);
    this.#characters += line.length;
    if (this.#characters >= MOST_CHARACTERS) this.flush();
    else this.#timer ??= this.#clock.setTimeout(() => this.flush(), GATHER_MS);
  }

  flush(): void {
    void this.#timer?.dispose();
    this.#timer = undefined;
    if (this.#lines.length === 0) return;
    const lines = `${this.#lines.join('\n')}\n`;
    this.#lines = [];
    this.#characters = 0;
    this.#write(lines);
  }

  /** Writes what waits. */
  dispose(): void {
    this.flush();
  }
}
