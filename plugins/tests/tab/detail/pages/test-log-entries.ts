import type { PluginContext } from 'devmgr/plugin-api';
import { LogStore, type LogEntry } from 'devmgr/plugin-api/contracts/log-store';

/** Entries that are looked at in one go. */
const SLICE = 5_000;
const MOST_KEPT = 2_000;

/** The lines of the log that servers said because of one test. */
export class TestLogEntries {
  readonly #context: Pick<PluginContext, 'services' | 'clock'>;
  readonly #changed: () => void;
  #store: LogStore | undefined;
  #id: string | undefined;
  #entries: LogEntry[] = [];
  /** What is older has been looked at. */
  #next = 0;
  #waits = false;
  #isOpening = false;

  constructor(context: Pick<PluginContext, 'services' | 'clock'>, changed: () => void) {
    this.#context = context;
    this.#changed = changed;
  }

  get entries(): readonly LogEntry[] {
    return this.#entries;
  }

  /** Whose lines are wanted. */
  follow(id: string | undefined): void {
    if (id === this.#id) return;
    this.#id = id;
    this.#entries = [];
    this.#next = 0;
    this.look();
  }

  /** Looks at what has been added, a slice at a time. */
  look(): void {
    if (this.#waits || this.#id === undefined) return;
    if (!this.#store) return void this.#open();
    const { first, end } = this.#store;
    const from = Math.max(first, this.#next);
    const found = this.#store.entries(from, SLICE).filter(({ test }) => test === this.#id);
    this.#next = Math.min(end, from + SLICE);
    if (found.length > 0) {
      this.#entries = [...this.#entries, ...found].slice(-MOST_KEPT);
      this.#changed();
    }
    if (this.#next >= end) return;
    this.#waits = true;
    this.#context.clock.setTimeout(() => {
      this.#waits = false;
      this.look();
    }, 0);
  }

  /** An entry has grown, or gets its test only now: what came after `changed` is looked at again. */
  changedFrom(changed: number): void {
    if (changed >= this.#next) return;
    this.#next = changed;
    this.#entries = this.#entries.filter(({ seq }) => seq < changed);
  }

  async #open(): Promise<void> {
    if (this.#isOpening) return;
    this.#isOpening = true;
    this.#store = await this.#context.services.require(LogStore);
    this.look();
  }
}
