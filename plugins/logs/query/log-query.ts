import { Store, type Clock, type Disposable, type ReadonlyStore } from 'devmgr/plugin-api';
import type { LogEntry, LogStore } from 'devmgr/plugin-api/contracts/log-store';
import { createEntryFilter, type EntryFilter, type Filter } from './entry-filter.js';
import { SlowRegexError } from './guarded-regex.js';
import { SelectedEntries } from './selected-entries.js';

/** Entries that are looked at before the call returns: more than any screen shows. */
const AT_ONCE = 1000;
/** Entries of one slice of the scan behind: about 2 ms of work. */
const SLICE = 2000;

export interface QueryState {
  readonly filter: Filter;
  /** Entries before this number are hidden: the view was cleared. */
  readonly from: number;
  /** Why the filter does not filter by its text. */
  readonly problem: string | undefined;
  /** Older entries are still looked through. */
  readonly isScanning: boolean;
}

/**
 * The entries of the log that pass a filter. New entries are tested as they come; after a change of the filter the
 * newest are tested at once and the rest in slices, newest first, so that nothing waits.
 */
export class LogQuery implements Disposable {
  readonly #log: LogStore;
  readonly #clock: Clock;
  readonly #state: Store<QueryState>;
  #filter: EntryFilter;
  #lines: SelectedEntries;
  /** Where the scan behind is: entries from here on were tested. */
  #scanned: number;
  #tested: number;
  #next: Disposable | undefined;
  #notify: () => void = () => undefined;
  readonly #subscription: Disposable;
  readonly state: ReadonlyStore<QueryState>;

  constructor(log: LogStore, clock: Clock, filter: Filter) {
    this.#log = log;
    this.#clock = clock;
    this.#filter = createEntryFilter(filter);
    this.#state = new Store<QueryState>({ filter, from: 0, problem: problemOf(filter), isScanning: false });
    this.state = this.#state;
    this.#lines = new SelectedEntries(0);
    this.#scanned = this.#tested = log.end;
    this.#begin();
    this.#subscription = log.onDidChange(({ changed }) => this.#take(changed));
  }

  /** Lines of the present filter; another object after each change of it. */
  get lines(): SelectedEntries {
    this.#lines.dropBefore(this.#log.first);
    return this.#lines;
  }

  get filter(): EntryFilter {
    return this.#filter;
  }

  /** Called after every change of the lines. One listener: the tab. */
  onLines(listener: () => void): Disposable {
    this.#notify = listener;
    return { dispose: () => void (this.#notify = () => undefined) };
  }

  /** The entry on a line. */
  entry(line: number): LogEntry | undefined {
    const seq = this.lines.at(line);
    return seq === undefined ? undefined : this.#log.entries(seq, 1)[0];
  }

  setFilter(filter: Filter): void {
    this.#filter = createEntryFilter(filter);
    this.#state.update((state) => ({ ...state, filter, problem: problemOf(filter) }));
    this.#begin();
  }

  /** Hides everything that is there, or shows it again. */
  setCleared(isCleared: boolean): void {
    this.#state.update((state) => ({ ...state, from: isCleared ? this.#log.end : 0 }));
    this.#begin();
  }

  dispose(): void {
    void this.#next?.dispose();
    void this.#subscription.dispose();
    this.#state.dispose();
  }

  /** Starts over with the present filter. */
  #begin(): void {
    void this.#next?.dispose();
    const end = this.#log.end;
    this.#scanned = this.#tested = Math.max(this.#oldest(), end - AT_ONCE);
    this.#lines = new SelectedEntries(this.#scanned);
    if (this.#takeNewer(end)) this.#scanOn();
  }

  #oldest(): number {
    return Math.max(this.#log.first, this.#state.get().from);
  }

  /** Entries from `changed` on are new or have grown. What grew far behind keeps its verdict. */
  #take(changed: number): void {
    const from = Math.max(changed, this.#scanned);
    if (from < this.#tested) {
      this.#lines.takeBackFrom(from);
      this.#tested = from;
    }
    this.#takeNewer(this.#log.end);
  }

  /** False when the filter was given up: everything has begun anew then. */
  #takeNewer(end: number): boolean {
    const found = this.#select(Math.max(this.#tested, this.#oldest()), end);
    if (!found) return false;
    this.#lines.addNewer(found);
    this.#tested = end;
    this.#notify();
    return true;
  }

  #scanOn(): void {
    const isScanning = this.#scanned > this.#oldest();
    this.#state.update((state) => (state.isScanning === isScanning ? state : { ...state, isScanning }));
    if (isScanning) this.#next = this.#clock.setTimeout(() => this.#scanSlice(), 0);
  }

  #scanSlice(): void {
    const from = Math.max(this.#oldest(), this.#scanned - SLICE);
    const found = this.#select(from, this.#scanned);
    if (!found) return;
    this.#lines.addOlder(found);
    this.#scanned = from;
    if (found.length > 0) this.#notify();
    this.#scanOn();
  }

  /** An expression that takes too long is given up: then it filters nothing, and the answer is `undefined`. */
  #select(from: number, end: number): readonly number[] | undefined {
    try {
      return this.#filter.select(this.#log.entries(from, end - from)).map(({ seq }) => seq);
    } catch (error) {
      if (!(error instanceof SlowRegexError)) throw error;
      this.setFilter({ ...this.#state.get().filter, text: { kind: 'invalid', reason: error.message } });
      return undefined;
    }
  }
}

function problemOf({ text }: Filter): string | undefined {
  return text.kind === 'invalid' ? text.reason : undefined;
}
