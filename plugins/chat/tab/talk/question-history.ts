/** What was asked before, as a shell gives it with the arrow keys. What is being written is the youngest entry. */
export class QuestionHistory {
  #entries: readonly string[] = [];
  #draft = '';
  /** Counted from the draft back: 0 is the draft. */
  #at = 0;

  /** Oldest first. The place in the history is lost where it has changed. */
  set(entries: readonly string[]): void {
    if (entries.length !== this.#entries.length || entries.some((entry, at) => entry !== this.#entries[at]))
      this.#at = 0;
    this.#entries = entries;
  }

  /** The entry before or after; `undefined` at either end. `text`: what stands there now. */
  step(direction: 'up' | 'down', text: string): string | undefined {
    const to = this.#at + (direction === 'up' ? 1 : -1);
    if (to < 0 || to > this.#entries.length) return undefined;
    if (this.#at === 0) this.#draft = text;
    this.#at = to;
    return to === 0 ? this.#draft : this.#entries.at(-to);
  }

  /** What is written next is new. */
  leave(): void {
    this.#at = 0;
    this.#draft = '';
  }
}
