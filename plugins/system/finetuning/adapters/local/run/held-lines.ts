/**
 * Lines that a training printed, given out a whole look later: by then it is known whether it tells the same in the protocol, which may come
 * in behind what was printed after it.
 */
export class HeldLines {
  #older: string[] = [];
  #newer: string[] = [];

  add(line: string): void {
    this.#newer.push(line);
  }

  /** At each look: the lines that were there at the last one. */
  ripe(): readonly string[] {
    const ripe = this.#older;
    this.#older = this.#newer;
    this.#newer = [];
    return ripe;
  }

  /** At the end: whatever there is. */
  rest(): readonly string[] {
    return [...this.ripe(), ...this.ripe()];
  }
}
