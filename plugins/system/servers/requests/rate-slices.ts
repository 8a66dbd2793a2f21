/** Counts events in slices of time; slices that have passed fall out. Times are milliseconds since the epoch. */
export class RateSlices {
  readonly sliceMs: number;
  readonly #counts: number[];
  /** Which slice of all time each place holds. */
  readonly #slices: number[];

  constructor(sliceMs: number, length: number) {
    this.sliceMs = sliceMs;
    this.#counts = new Array<number>(length).fill(0);
    this.#slices = new Array<number>(length).fill(-1);
  }

  add(at: number): void {
    const slice = Math.floor(at / this.sliceMs);
    const place = this.#place(slice);
    if (this.#slices[place] !== slice) {
      this.#slices[place] = slice;
      this.#counts[place] = 0;
    }
    this.#counts[place] = (this.#counts[place] ?? 0) + 1;
  }

  /** Oldest first; the last is the slice of `now`, which is not over yet. */
  counts(now: number): number[] {
    const last = Math.floor(now / this.sliceMs);
    return this.#counts.map((_count, index) => this.#count(last - this.#counts.length + 1 + index));
  }

  #count(slice: number): number {
    const place = this.#place(slice);
    return this.#slices[place] === slice ? (this.#counts[place] ?? 0) : 0;
  }

  #place(slice: number): number {
    const { length } = this.#counts;
    return ((slice % length) + length) % length;
  }
}
