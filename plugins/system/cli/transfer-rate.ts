const windowMs = 5000;
const leastMs = 500;
/** Reports that come closer together count as one. */
const grainMs = 50;

/** How fast bytes have come in the last seconds. What was there at the first report does not count. */
export class TransferRate {
  readonly #samples: { readonly at: number; bytes: number }[] = [];

  /** `bytes` of all, at a time in milliseconds. */
  add(at: number, bytes: number): void {
    const last = this.#samples.at(-1);
    if (last && this.#samples.length > 1 && at - last.at < grainMs) last.bytes = bytes;
    else this.#samples.push({ at, bytes });
    while (this.#samples.length > 2 && at - (this.#samples[0]?.at ?? at) > windowMs) this.#samples.shift();
  }

  /** `undefined` in the first moments. */
  bytesPerSecond(now: number): number | undefined {
    const [first, last] = [this.#samples[0], this.#samples.at(-1)];
    if (!first || !last || now - first.at < leastMs) return undefined;
    return Math.max(0, (1000 * (last.bytes - first.bytes)) / (now - first.at));
  }
}
