/** A line that is looked for in many others. */
export class SoughtLine {
  /** What a mistake in it counts: longer lines say more. */
  readonly weight: number;
  readonly #text: string;
  /** How often each pair of characters is in it. */
  readonly #pairs = new Map<number, number>();

  constructor(line: string) {
    this.#text = simplified(line);
    this.weight = Math.min(this.#text.length, 80);
    for (let at = 0; at < this.#text.length - 1; at += 1) {
      const pair = pairAt(this.#text, at);
      this.#pairs.set(pair, (this.#pairs.get(pair) ?? 0) + 1);
    }
  }

  /** 0 to 1: the pairs of characters that both lines share (Dice). Blanks and the kind of quotes do not matter. */
  likeness(line: string): number {
    const [own, other] = [this.#text, simplified(line)];
    if (own === other) return 1;
    const total = own.length + other.length - 2;
    if (own.length < 2 || other.length < 2) return 0;
    // Lines of very different length share little, whatever stands in them.
    const most = (2 * (Math.min(own.length, other.length) - 1)) / total;
    return most < 0.4 ? most / 2 : (2 * this.#shared(other)) / total;
  }

  #shared(other: string): number {
    const taken = new Map<number, number>();
    let shared = 0;
    for (let at = 0; at < other.length - 1; at += 1) {
      const pair = pairAt(other, at);
      const there = this.#pairs.get(pair);
      if (there === undefined) continue;
      const used = taken.get(pair) ?? 0;
      if (used === there) continue;
      taken.set(pair, used + 1);
      shared += 1;
    }
    return shared;
  }
}

function pairAt(text: string, at: number): number {
  return text.charCodeAt(at) * 65_536 + text.charCodeAt(at + 1);
}

function simplified(line: string): string {
  return line.trim().replaceAll("'", '"').replace(/\s+/g, ' ');
}
