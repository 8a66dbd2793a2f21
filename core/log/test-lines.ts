import { ToldLines, type Told } from './told-lines.js';

export type { Told } from './told-lines.js';

/** So much of a line tells it from others. */
const KEY_CHARACTERS = 160;
/** Clocks of two processes of one machine are read to the millisecond. */
const CLOCK_MS = 5;
/** A chunk of a pipe in short lines, several times. */
const MOST_RECENT = 8_192;
/** Of a source of which nothing was told yet. */
const FEW_RECENT = 1_024;
/** Among so many lines one is looked for that several have written at once. */
const GLUED_AMONG = 32;
/** What is told of a line comes in the same turn, or soon after. */
const SETTLED_MS = 50;

interface Recent {
  readonly key: string;
  readonly seq: number;
  readonly at: number;
  isTaken: boolean;
}

/**
 * Brings the lines of one source together with what is told of them on another way: which test each belongs to. Either may come first, and lines
 * with the same text are taken in their order; rather than to a wrong test a line belongs to none. Nothing is held for a source of which nothing was ever told but its last lines.
 */
export class TestLines {
  #recent: Recent[] = [];
  /** Made when something is told of the source the first time. */
  #byKey: Map<string, Recent[]> | undefined;
  readonly #expected = new ToldLines({ longest: KEY_CHARACTERS, clockMs: CLOCK_MS });

  /** A line came, and is in the entry with this number. The test that it belongs to, where that is known already. */
  line(text: string, seq: number, at: number): string | undefined {
    const key = text.slice(0, KEY_CHARACTERS);
    if (!this.#expected.isEmpty) {
      const told = this.#expected.take(key, at);
      if (told) return told.test;
      if (this.#expected.takeGlued(key, at)) return undefined;
    }
    const line = { key, seq, at, isTaken: false };
    this.#recent.push(line);
    if (this.#byKey) queueOf(this.#byKey, key).push(line);
    if (this.#recent.length >= 2 * (this.#byKey ? MOST_RECENT : FEW_RECENT)) this.#forgetOld();
    return undefined;
  }

  /** A line belongs to a test. The number of its entry, when it has come already. */
  attribute(text: string, told: Told): number | undefined {
    const key = text.slice(0, KEY_CHARACTERS);
    this.#byKey ??= grouped(this.#recent);
    const same = this.#byKey.get(key);
    // What came before it was written is another line; nobody asks for it later.
    while (same?.[0] && (same[0].isTaken || same[0].at < told.at - CLOCK_MS)) same.shift();
    const line = same?.shift();
    if (!line) {
      this.#expected.add(key, told);
      this.#takeGlued(key, told);
      return undefined;
    }
    line.isTaken = true;
    this.#expected.met(told);
    return line.seq;
  }

  /** Entries from this number on may still be said to belong to a test. */
  unsettledFrom(now: number): number {
    if (!this.#byKey) return Infinity;
    const settled = this.#recent.findLastIndex(({ at }) => now - at > SETTLED_MS);
    return this.#recent.slice(settled + 1).find(({ isTaken }) => !isTaken)?.seq ?? Infinity;
  }

  /** Looks whether a line that has come is made of that text and of others that were told: whose they are is not known then. */
  #takeGlued(text: string, { at }: Told): void {
    const last = this.#recent.length - 1;
    for (let index = last; index >= 0 && index > last - GLUED_AMONG; index -= 1) {
      const line = this.#recent[index];
      if (!line || line.at < at - CLOCK_MS) return;
      if (line.isTaken || line.key.length <= text.length || !line.key.includes(text)) continue;
      line.isTaken = this.#expected.takeGlued(line.key, line.at);
      if (line.isTaken) return;
    }
  }

  /** In one go now and then. */
  #forgetOld(): void {
    this.#recent = this.#recent.slice(this.#byKey ? -MOST_RECENT : -FEW_RECENT);
    if (this.#byKey) this.#byKey = grouped(this.#recent);
  }
}

function grouped(lines: readonly Recent[]): Map<string, Recent[]> {
  const byKey = new Map<string, Recent[]>();
  for (const line of lines) if (!line.isTaken) queueOf(byKey, line.key).push(line);
  return byKey;
}

function queueOf<T>(queues: Map<string, T[]>, key: string): T[] {
  const known = queues.get(key);
  if (known) return known;
  const made: T[] = [];
  queues.set(key, made);
  return made;
}
