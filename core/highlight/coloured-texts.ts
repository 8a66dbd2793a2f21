import { commonLines, type ColouredLines } from './adopt-colours.js';

/** What is remembered, in UTF-16 code units of the texts. */
const MOST = 1_000_000;
/** Of the texts that were coloured last, those that are looked at for an earlier version of a new one. */
const VERSIONS = 8;

/** Texts of one language with their colours; what was not asked for longest is forgotten. */
export class ColouredTexts {
  readonly #known = new Map<string, ColouredLines>();
  #size = 0;

  get(text: string): ColouredLines | undefined {
    const known = this.#known.get(text);
    if (known && this.#known.delete(text)) this.#known.set(text, known);
    return known;
  }

  set(text: string, coloured: ColouredLines): void {
    if (!this.#known.has(text)) this.#size += text.length;
    this.#known.set(text, coloured);
    for (const old of this.#known.keys()) {
      if (this.#size <= MOST) break;
      this.#known.delete(old);
      this.#size -= old.length;
    }
  }

  /** The text that has most lines in common with a new one at beginning and end; one line is a version of any other. */
  earlierVersion(plain: readonly string[]): ColouredLines | undefined {
    let best: ColouredLines | undefined;
    let most = 0;
    for (const coloured of [...this.#known.values()].slice(-VERSIONS)) {
      const { head, tail } = commonLines(coloured.plain, plain);
      const areLines = coloured.plain.length === 1 && plain.length === 1;
      if (head + tail <= most && !areLines) continue;
      most = head + tail;
      best = coloured;
    }
    return best;
  }
}
