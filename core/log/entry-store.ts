import { Emitter, type Event } from 'devmgr/plugin-api';
import type { LogEntry, LogLevel, LogStore } from 'devmgr/plugin-api/contracts/log-store';
import { EntryRing, type EntryRingLimits } from './entry-ring.js';

type Change = { readonly changed: number; readonly end: number };

/** The memory of the log: entries by number, and one announcement for all changes of a turn of the event loop. */
export class EntryStore {
  readonly #ring: EntryRing;
  readonly #sources = new Set<string>();
  #sourceList: readonly string[] = [];
  readonly #emitter = new Emitter<Change>();
  #changed: number | undefined;
  readonly onDidChange: Event<Change> = this.#emitter.event;

  constructor(limits: EntryRingLimits) {
    this.#ring = new EntryRing(limits);
  }

  get first(): number {
    return this.#ring.first;
  }

  get end(): number {
    return this.#ring.end;
  }

  at(seq: number): LogEntry | undefined {
    return this.#ring.at(seq);
  }

  entries: LogStore['entries'] = (first, count) => this.#ring.slice(first, count);

  sources(): readonly string[] {
    if (this.#sourceList.length !== this.#sources.size) this.#sourceList = [...this.#sources];
    return this.#sourceList;
  }

  /** Adds an entry whose message is redacted already. Returns its number. */
  add(source: string, level: LogLevel, message: string, at: number, isWrittenElsewhere = false): number {
    const seq = this.#ring.end;
    this.#ring.push({ seq, at, level, source, message, ...(isWrittenElsewhere && { isWrittenElsewhere }) });
    this.#sources.add(source);
    this.#announce(seq);
    return seq;
  }

  /** Gives the entry another message. False when it is no longer held. */
  grow(seq: number, message: string): boolean {
    const entry = this.#ring.at(seq);
    if (!entry) return false;
    this.#ring.replace({ ...entry, message });
    this.#announce(seq);
    return true;
  }

  /** Says which test an entry belongs to, unless that is known already. */
  setTest(seq: number, test: string): void {
    const entry = this.#ring.at(seq);
    if (!entry || entry.test !== undefined) return;
    this.#ring.replace({ ...entry, test });
    this.#announce(seq);
  }

  dispose(): void {
    this.#emitter.dispose();
  }

  #announce(seq: number): void {
    if (this.#changed !== undefined) {
      this.#changed = Math.min(this.#changed, seq);
      return;
    }
    this.#changed = seq;
    queueMicrotask(() => {
      const changed = this.#changed ?? seq;
      this.#changed = undefined;
      this.#emitter.fire({ changed, end: this.end });
    });
  }
}
