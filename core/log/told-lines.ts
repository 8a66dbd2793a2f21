/** What is told of a line. `at`: when it was written, milliseconds since the epoch. */
export interface Told {
  readonly test: string;
  readonly at: number;
  /** What is told with the same one was written in this order. */
  readonly stream?: string | undefined;
}

/** A line and what is told of it come on two ways; more than this lies not between them. */
const WITHIN_MS = 2_000;
/** Threads that write at once are not always told in the order of their lines. */
const REORDERED_MS = 25;
const MOST = 8_192;
const MOST_STREAMS = 64;
/** A line that more than so many have written at once is not recognised. */
const MOST_PARTS = 4;

/** What was told of lines that have not come yet, by the beginning of their text. `longest`: where it is cut. */
export class ToldLines {
  readonly #longest: number;
  readonly #clockMs: number;
  readonly #byKey = new Map<string, Told[]>();
  #count = 0;
  /** How many keys have that length. */
  readonly #lengths: number[];
  /** By stream: when the last line that has come was written. */
  readonly #written = new Map<string, number>();

  constructor({ longest, clockMs }: { readonly longest: number; readonly clockMs: number }) {
    this.#longest = longest;
    this.#clockMs = clockMs;
    this.#lengths = Array.from({ length: longest + 1 }, () => 0);
  }

  get isEmpty(): boolean {
    return this.#count === 0;
  }

  add(key: string, told: Told): void {
    // What was told and never came: a program may write to somewhere else.
    if (this.#count >= MOST) this.#clear();
    const queue = this.#byKey.get(key);
    if (queue) queue.push(told);
    else this.#addKey(key, told);
    this.#count += 1;
  }

  /** A line of that stream has come: of what was written before it nothing will come any more. */
  met({ stream, at }: Told): void {
    if (stream === undefined) return;
    if (this.#written.size >= MOST_STREAMS) this.#written.clear();
    this.#written.set(stream, Math.max(at, this.#written.get(stream) ?? 0));
  }

  /** What belongs to a line that came at `at`. */
  take(key: string, at: number): Told | undefined {
    let told = this.#byKey.get(key)?.[0];
    while (told && told.at <= at + this.#clockMs) {
      this.#shift(key);
      if (at - told.at <= WITHIN_MS && !this.#isPast(told)) {
        this.met(told);
        return told;
      }
      told = this.#byKey.get(key)?.[0];
    }
    return undefined;
  }

  /** Takes what belongs to a line that several have written at once, without a break between their texts. False: it is no such line. */
  takeGlued(key: string, at: number): boolean {
    if (this.#count < 2 || key.length >= this.#longest) return false;
    const parts = this.#partsOf(key, MOST_PARTS);
    const counts = new Map<string, number>();
    for (const part of parts) counts.set(part, (counts.get(part) ?? 0) + 1);
    if ([...counts].some(([part, count]) => (this.#byKey.get(part)?.length ?? 0) < count)) return false;
    for (const part of parts) this.take(part, at);
    return parts.length > 0;
  }

  /** Empty when there are not at least two. */
  #partsOf(text: string, most: number): string[] {
    if (most < 2) return [];
    for (let length = 1; length < text.length; length += 1) {
      if (!this.#lengths[length] || !this.#byKey.has(text.slice(0, length))) continue;
      const rest = text.slice(length);
      const others = this.#byKey.has(rest) ? [rest] : this.#partsOf(rest, most - 1);
      if (others.length > 0) return [text.slice(0, length), ...others];
    }
    return [];
  }

  #isPast({ stream, at }: Told): boolean {
    return stream !== undefined && (this.#written.get(stream) ?? 0) > at + REORDERED_MS;
  }

  #addKey(key: string, told: Told): void {
    this.#byKey.set(key, [told]);
    this.#lengths[key.length] = (this.#lengths[key.length] ?? 0) + 1;
  }

  #shift(key: string): void {
    const queue = this.#byKey.get(key);
    queue?.shift();
    this.#count -= 1;
    if (queue?.length !== 0) return;
    this.#byKey.delete(key);
    this.#lengths[key.length] = (this.#lengths[key.length] ?? 1) - 1;
  }

  #clear(): void {
    this.#byKey.clear();
    this.#lengths.fill(0);
    this.#count = 0;
  }
}
