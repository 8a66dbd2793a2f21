/**
 * Ends a text before the first of some sequences. What may be the beginning of one is held back until more has come.
 */
export class StopSequences {
  readonly #sequences: readonly string[];
  readonly #emit: (text: string) => void;
  #held = '';
  #found = false;

  constructor(sequences: readonly string[], emit: (text: string) => void) {
    this.#sequences = sequences.filter((sequence) => sequence !== '');
    this.#emit = emit;
  }

  get found(): boolean {
    return this.#found;
  }

  push(text: string): void {
    if (this.#found) return;
    const all = this.#held + text;
    const places = this.#sequences.map((sequence) => all.indexOf(sequence)).filter((place) => place >= 0);
    this.#found = places.length > 0;
    const end = this.#found ? Math.min(...places) : all.length - this.#beginning(all);
    this.#held = this.#found ? '' : all.slice(end);
    if (end > 0) this.#emit(all.slice(0, end));
  }

  /** Nothing more will come: what was held back is text. */
  finish(): void {
    if (this.#held !== '') this.#emit(this.#held);
    this.#held = '';
  }

  /** How much of the end of the text may be the beginning of a sequence. */
  #beginning(text: string): number {
    const longest = Math.max(0, ...this.#sequences.map((sequence) => sequence.length - 1));
    for (let length = Math.min(longest, text.length); length > 0; length -= 1) {
      const end = text.slice(-length);
      if (this.#sequences.some((sequence) => sequence.startsWith(end))) return length;
    }
    return 0;
  }
}
