import type { LogEntry } from 'devmgr/plugin-api/contracts/log-store';

/** What an entry costs beside its text: object, numbers, slot. Measured on Node 20, rounded up. */
const ENTRY_OVERHEAD_BYTES = 120;
/** Slots of dropped entries that may pile up before the array is cut. */
const SLACK = 8192;

const WIDE = /[^\x00-\xff]/;

/** About what V8 keeps for an entry: one byte a character for Latin-1 text, two for anything else. */
export function entryBytes(entry: LogEntry): number {
  const test = entry.test?.length ?? 0;
  return ENTRY_OVERHEAD_BYTES + test + entry.message.length * (WIDE.test(entry.message) ? 2 : 1);
}

export interface EntryRingLimits {
  readonly entries: number;
  readonly bytes: number;
}

/** The last entries, by number. Numbers never change; the oldest entries fall out when a limit is passed. */
export class EntryRing {
  readonly #limits: EntryRingLimits;
  #slots: (LogEntry | undefined)[] = [];
  /** The number of the entry that `#slots[0]` is or was. */
  #base = 0;
  #first = 0;
  #bytes = 0;

  constructor(limits: EntryRingLimits) {
    this.#limits = limits;
  }

  get first(): number {
    return this.#first;
  }

  get end(): number {
    return this.#base + this.#slots.length;
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** `undefined` for numbers outside what is held. */
  at(seq: number): LogEntry | undefined {
    return seq < this.#first ? undefined : this.#slots[seq - this.#base];
  }

  /** Entries from `first` on; numbers outside what is held are left out. */
  slice(first: number, count: number): readonly LogEntry[] {
    const from = Math.max(first, this.#first);
    const to = Math.min(first + count, this.end);
    return to <= from ? [] : (this.#slots.slice(from - this.#base, to - this.#base) as LogEntry[]);
  }

  /** The entry's number must be `end`. */
  push(entry: LogEntry): void {
    this.#slots.push(entry);
    this.#bytes += entryBytes(entry);
    this.#evict();
  }

  /** Puts a grown version in the place of the entry with the same number, if that is still held. */
  replace(entry: LogEntry): void {
    const before = this.at(entry.seq);
    if (!before) return;
    this.#slots[entry.seq - this.#base] = entry;
    this.#bytes += entryBytes(entry) - entryBytes(before);
    this.#evict();
  }

  /** The newest entry always stays. */
  #evict(): void {
    while (this.end - this.#first > 1 && this.#isOver()) {
      const index = this.#first - this.#base;
      this.#bytes -= entryBytes(this.#slots[index] as LogEntry);
      this.#slots[index] = undefined;
      this.#first += 1;
    }
    const dropped = this.#first - this.#base;
    if (dropped < SLACK || dropped < this.#slots.length / 2) return;
    this.#slots = this.#slots.slice(dropped);
    this.#base = this.#first;
  }

  #isOver(): boolean {
    return this.end - this.#first > this.#limits.entries || this.#bytes > this.#limits.bytes;
  }
}
