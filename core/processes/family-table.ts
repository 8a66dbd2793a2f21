import { readProcessTable, type ProcessEntry } from './process-table.js';
import { membersOf } from './process-tree.js';

/** Pids are used again at some time: after this many milliseconds every process counts as new. */
const STRANGERS_FOR_MS = 30_000;

/**
 * The table of processes as far as it matters for some of them, the roots, and what comes from them.
 *
 * Who is neither a root's nor new since the last reading cannot become one's, so that it is not read again: a machine
 * has hundreds of processes, a project a handful.
 */
export class FamilyTable {
  readonly #roots = new Set<number>();
  readonly #read: (without: ReadonlySet<number>) => Promise<readonly ProcessEntry[]>;
  readonly #now: () => number;
  #strangers: ReadonlySet<number> = new Set();
  #knownAt = 0;
  #reading: Promise<readonly ProcessEntry[]> | undefined;

  constructor(
    read: (without: ReadonlySet<number>) => Promise<readonly ProcessEntry[]> = readProcessTable,
    now = () => performance.now(),
  ) {
    this.#read = read;
    this.#now = now;
  }

  /** The root with what came from it; empty when it is gone with all of them. Those who ask at the same time share one reading. */
  async membersOf(root: number): Promise<readonly ProcessEntry[]> {
    if (!this.#roots.has(root)) {
      this.#roots.add(root);
      this.#forgetStrangers();
    }
    this.#reading ??= this.#look().finally(() => (this.#reading = undefined));
    return membersOf(await this.#reading, root);
  }

  /** Its processes are no longer of interest. */
  forget(root: number): void {
    this.#roots.delete(root);
  }

  #forgetStrangers(): void {
    this.#strangers = new Set();
    this.#reading = undefined;
  }

  async #look(): Promise<readonly ProcessEntry[]> {
    const now = this.#now();
    if (this.#strangers.size === 0 || now - this.#knownAt > STRANGERS_FOR_MS) {
      this.#strangers = new Set();
      this.#knownAt = now;
    }
    const before = this.#strangers;
    const table = await this.#read(before);
    // Another root was asked for meanwhile: who is a stranger is found out by the next reading.
    if (this.#strangers !== before) return table;
    const family = new Set([...this.#roots].flatMap((root) => membersOf(table, root)));
    const strange = table.filter((entry) => !family.has(entry)).map(({ pid }) => pid);
    this.#strangers = new Set([...before, ...strange]);
    return table;
  }
}
