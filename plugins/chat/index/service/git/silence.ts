/** Watches that somebody goes on talking. */
export class Silence {
  readonly #timer: NodeJS.Timeout;
  #isOver = false;

  /** `onTooLong` is called once, when nothing was said for `limitMs`. */
  constructor(limitMs: number, onTooLong: () => void) {
    this.#timer = setTimeout(() => {
      this.#isOver = true;
      onTooLong();
    }, limitMs);
  }

  /** It has lasted too long. */
  get isOver(): boolean {
    return this.#isOver;
  }

  /** Something was said: it begins anew. */
  broken(): void {
    if (!this.#isOver) this.#timer.refresh();
  }

  end(): void {
    clearTimeout(this.#timer);
  }
}
