/** Hands what callbacks tell to a loop that waits for it: everything in order, but of states that nobody took yet only the last one. */
export class LatestEvents<T> {
  readonly #waiting: { readonly value: T; readonly isState: boolean }[] = [];
  #wake: (() => void) | undefined;
  #isOver = false;

  push(value: T): void {
    this.#add(value, false);
  }

  /** Replaces a state that is still waiting as the last one. */
  pushState(value: T): void {
    if (this.#waiting.at(-1)?.isState) this.#waiting.pop();
    this.#add(value, true);
  }

  /** Nothing more will come. */
  end(): void {
    this.#isOver = true;
    this.#wake?.();
  }

  async *values(): AsyncGenerator<T, void, undefined> {
    for (;;) {
      const next = this.#waiting.shift();
      if (next) yield next.value;
      else if (this.#isOver) return;
      else await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }

  #add(value: T, isState: boolean): void {
    this.#waiting.push({ value, isState });
    this.#wake?.();
  }
}
