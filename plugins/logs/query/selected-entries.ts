/** Places of dropped entries that may pile up before the array is cut. */
const SLACK = 8192;

/**
 * The numbers of the entries that pass a filter, by line. Lines are numbered from the middle: newer entries are put
 * behind, older ones that a scan finds are put in front, and no line ever gets another number.
 */
export class SelectedEntries {
  /** The line before which older entries are put. */
  readonly #origin: number;
  #newer: number[] = [];
  /** The line of `#newer[0]`. */
  #start: number;
  /** Backwards: `#older[0]` is the line before the origin. */
  readonly #older: number[] = [];
  /** How many of `#newer` have fallen out at the front. */
  #gone = 0;

  /** `origin`: not less than how many older entries may be found. */
  constructor(origin: number) {
    this.#origin = this.#start = origin;
  }

  get first(): number {
    return this.#older.length > 0 ? this.#origin - this.#older.length : this.#start + this.#gone;
  }

  get end(): number {
    return this.#start + this.#newer.length;
  }

  /** The number of the entry on a line. */
  at(line: number): number | undefined {
    if (line < this.first) return undefined;
    return line >= this.#start ? this.#newer[line - this.#start] : this.#older[this.#origin - 1 - line];
  }

  /** The first line whose entry has this number or a later one; `end` when there is none. */
  lineOf(seq: number): number {
    let low = this.first;
    let high = this.end;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.at(middle) ?? 0) < seq) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  addNewer(seqs: readonly number[]): void {
    for (const seq of seqs) this.#newer.push(seq);
  }

  /** `seqs` ascending, all before what is there. */
  addOlder(seqs: readonly number[]): void {
    for (const seq of seqs.toReversed()) this.#older.push(seq);
  }

  /** Takes back lines of entries from this number on: they have changed. Older finds stay. */
  takeBackFrom(seq: number): void {
    while (this.#newer.length > this.#gone && (this.#newer.at(-1) ?? -1) >= seq) this.#newer.pop();
  }

  /** Forgets entries before this number. */
  dropBefore(seq: number): void {
    while (this.#older.length > 0 && (this.#older.at(-1) ?? seq) < seq) this.#older.pop();
    if (this.#older.length > 0) return;
    while ((this.#newer[this.#gone] ?? seq) < seq) this.#gone += 1;
    if (this.#gone < SLACK || this.#gone < this.#newer.length / 2) return;
    this.#newer = this.#newer.slice(this.#gone);
    this.#start += this.#gone;
    this.#gone = 0;
  }
}
