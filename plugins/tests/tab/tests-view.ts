import type { TestCase } from 'devmgr/plugin-api/contracts/test-runs';
import type { DetailPane } from './detail/detail-pane.js';
import type { ListPane } from './list/list-pane.js';
import type { ListLook } from './list/list-row.js';

/** What commands do with the tab. */
export interface TestsView {
  /** Everything about what is selected. */
  readonly details?: DetailPane;
  /** The test under the cursor of the list, as the run that is shown tells of it, or as it is known. A file that could not be collected is one too, with its path as id. */
  selected(): TestCase | undefined;
  /** The list itself: what is under its cursor, marked, open, failed. */
  readonly list: Pick<ListPane, 'chosen' | 'file' | 'toggleMark' | 'clearMarks' | 'goOut' | 'failed'>;
  /** Of the running tests the one that is meant. */
  running(): TestCase | undefined;
  /** A test is selected, or the run that ended has something to say. */
  hasDetails(): boolean;
  showDetails(): void;
  closeDetails(): void;
  /** The details get the whole width and the keys, or the list gets its place back. */
  toggleZoom(): void;
  /** Shows the details of a test that runs, wherever the cursor is. */
  showRunning(id: string): void;
  readonly look: ListLook;
  setLook(look: ListLook): void;
  /** The column by which the list is ordered; `undefined`: as pytest collects. */
  readonly order: string | undefined;
  setOrder(columnId: string | undefined): void;
  /** Into the node under the cursor, from a test to its details. */
  goIn(): void;
  editFilter(): void;
  clearFilter(): void;
  editOptions(): void;
  closeOptions(): void;
}
