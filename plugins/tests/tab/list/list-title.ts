import type { StyledText } from 'devmgr/plugin-api';
import type { TestRunState } from 'devmgr/plugin-api/contracts/test-runs';
import type { CatalogState } from '../../book/test-book.js';

/** `Tests 58`; while a filter hides some `Tests 4 of 58`; what is marked; what is known of the list itself. */
export function listTitle(list: {
  readonly total: number;
  readonly shown: number | undefined;
  readonly marked: number;
  readonly catalog: CatalogState['status'];
}): StyledText {
  const count = list.shown === undefined ? String(list.total) : `${list.shown} of ${list.total}`;
  return [
    { text: `Tests ${count}` },
    { text: list.marked > 0 ? ` · * ${list.marked} marked` : '', style: 'accent' },
    { text: list.catalog === 'collecting' ? ' · looking for tests' : '', style: 'muted' },
    { text: list.catalog === 'failed' ? ' · not collected' : '', style: 'error' },
  ];
}

/** What the list says while there is no test in it. */
export function emptyText(catalog: CatalogState, run: TestRunState['status']): string {
  const isLooking = catalog.status === 'collecting' || run === 'collecting' || run === 'running';
  if (isLooking) return 'Collecting tests ...';
  if (catalog.failure) return `${catalog.failure.message} d shows why, p changes what is run.`;
  if (run === 'finished') return 'No test was run: d shows why, p changes what is run.';
  if (catalog.status === 'ready')
    return 'No test was found: tests stand in files that pytest collects, test_*.py by itself.';
  return 'No tests have been run yet. Press r to run all of them.';
}
