import type { TableHandle } from 'devmgr/plugin-api';
import type { ListRow } from './list-row.js';
import { hasFailed, nextFailed, type IsWanted } from './next-failed.js';
import type { TestList } from './test-list.js';

type ShownList = Pick<TestList, 'source' | 'isOpen' | 'testsOf' | 'reveal'>;
type ShownTable = Pick<TableHandle<ListRow>, 'select' | 'selected'>;

/** Brings the cursor of the list to failed tests; what they lie in is opened. */
export class FailedTests {
  readonly #list: ShownList;
  readonly #table: ShownTable;
  /** Its row comes when what it lies in has been opened. */
  #awaited: { readonly id: string; readonly from: string | undefined } | undefined;

  constructor(list: ShownList, table: ShownTable) {
    this.#list = list;
    this.#table = table;
  }

  /** To the next one or the one before. False: none has failed. */
  step(step: 1 | -1): boolean {
    return this.#go(nextFailed(this.#list, this.#at, step)?.id);
  }

  /** To the first of these, in the order that is shown. False: there is none. */
  toFirst(isWanted: IsWanted): boolean {
    return this.#go(nextFailed(this.#list, undefined, 1, (test) => hasFailed(test) && isWanted(test))?.id);
  }

  /** The rows are others. */
  follow(): void {
    const awaited = this.#awaited;
    if (!awaited) return;
    if (this.#at !== awaited.from) this.#awaited = undefined;
    else if ((this.#list.source.find?.(awaited.id) ?? -1) >= 0) this.#select(awaited.id);
  }

  get #at(): string | undefined {
    return this.#table.selected.get()?.id;
  }

  #go(id: string | undefined): boolean {
    if (id === undefined) return false;
    if ((this.#list.source.find?.(id) ?? -1) >= 0) {
      this.#select(id);
      return true;
    }
    this.#awaited = { id, from: this.#at };
    this.#list.reveal(id);
    return true;
  }

  #select(id: string): void {
    this.#awaited = undefined;
    this.#table.select(id);
  }
}
