import { Store } from 'devmgr/plugin-api';
import type { CatalogState } from '../../../../../plugins/tests/book/test-book.js';
import type { KnownTest } from '../../../../../plugins/tests/book/known-test.js';
import type { WatchParts } from '../../../../../plugins/tests/watch/watch-session.js';

const unknown: CatalogState = { status: 'unknown', found: 0, problems: [], failure: undefined, collectedAt: undefined };

/** A book of the tests of the last run, which collects nothing by itself. */
export function knownBook(runs: Pick<WatchParts['runs'], 'current'>): WatchParts['book'] {
  return {
    catalog: new Store(unknown),
    collect: () => Promise.resolve(),
    tests: () => [...runs.current.get().cases.values()].map(({ id, file }) => knownTest(id, file)),
  };
}

export function knownTest(id: string, file = id.split('::', 1)[0] ?? id): KnownTest {
  return {
    ...{ id, file, line: undefined, classes: [], name: id, markers: [], outcome: undefined, isEarlier: false },
    ...{ startedAt: undefined, durationMs: undefined, message: undefined, worker: undefined, outcomes: [] },
    ...{ isFlaky: false, usualMs: undefined, isNew: false, isPinned: false },
  };
}
