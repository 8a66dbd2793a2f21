import type { TestRunState } from 'devmgr/plugin-api/contracts/test-runs';
import type { KnownTest } from '../../book/known-test.js';
import { isBad } from '../../history/recorded-results.js';
import type { ListPane } from './list-pane.js';
import { hasFailed } from './next-failed.js';

export interface FailureSightParts {
  readonly list: Pick<ListPane, 'row' | 'failed' | 'filterText' | 'marks'>;
  tests(): readonly KnownTest[];
  run(): TestRunState;
  /** What failed anew comes before what failed already. */
  isWatching(): boolean;
  /** The person reads: nothing else may be brought into sight. */
  isReading(): boolean;
}

/** Brings the first failure into sight when a run has ended, unless the person has moved the cursor meanwhile, or is at something else. */
export class FailureSight {
  readonly #parts: FailureSightParts;
  #run: { readonly id: string | undefined; readonly row: string | undefined; readonly failed: ReadonlySet<string> };
  /** The run has ended, and its last results may still be on their way to the list. */
  #isPending = false;
  /** Its end was seen. */
  #isLookedAt = true;

  constructor(parts: FailureSightParts) {
    this.#parts = parts;
    this.#run = { id: parts.run().runId, row: undefined, failed: new Set() };
  }

  /** The run is another, or in another state. */
  followRun({ runId, status, counts, collectionErrors }: TestRunState): void {
    if (runId !== this.#run.id) this.#begin(runId);
    if (status !== 'finished' || this.#isLookedAt) return;
    this.#isLookedAt = true;
    this.#isPending = counts.failed + counts.errors + collectionErrors.length > 0;
    this.look();
  }

  /** The list is another. */
  look(): void {
    if (!this.#isPending) return;
    const { list, isWatching } = this.#parts;
    const row = list.row();
    const isAt = this.#run.row === undefined || row?.id === this.#run.row;
    const isFree = isAt && list.filterText === '' && list.marks.size === 0 && !this.#parts.isReading();
    if (!isFree || (row && this.#failedNow(row.id))) this.#isPending = false;
    else if (isWatching() && list.failed.toFirst((test) => this.#failedNow(test.id) && !this.#run.failed.has(test.id)))
      this.#isPending = false;
    else if (list.failed.toFirst((test) => this.#failedNow(test.id))) this.#isPending = false;
  }

  #begin(id: string | undefined): void {
    const failed = new Set(this.#parts.tests().flatMap((test) => (hasFailed(test) ? [test.id] : [])));
    this.#run = { id, row: this.#parts.list.row()?.id, failed };
    this.#isLookedAt = false;
    this.#isPending = false;
  }

  /** In the run that is shown; a file that could not be collected has its path as id. */
  #failedNow(id: string): boolean {
    const { cases, collectionErrors } = this.#parts.run();
    return isBad(cases.get(id)?.outcome) || collectionErrors.some(({ path }) => path === id);
  }
}
