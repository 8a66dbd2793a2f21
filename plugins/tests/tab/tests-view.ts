import type { TestCase } from 'devmgr/plugin-api/contracts/test-runs';

/** What commands do with the tab. */
export interface TestsView {
  /** The test under the cursor of the results. A file that could not be collected is one too, with its path as id. */
  selected(): TestCase | undefined;
  /** A test is selected, or the run that ended has something to say. */
  hasDetails(): boolean;
  showDetails(): void;
  closeDetails(): void;
  editFilter(): void;
  clearFilter(): void;
  editOptions(): void;
  closeOptions(): void;
}
