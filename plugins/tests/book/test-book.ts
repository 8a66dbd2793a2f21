import type { Event, ReadonlyStore } from 'devmgr/plugin-api';
import type { TestRunState } from 'devmgr/plugin-api/contracts/test-runs';
import type { KnownTest } from './known-test.js';

/** How far the tests of the project are known. */
export interface CatalogState {
  /** `unknown`: nobody has looked; `cached`: as they were found earlier, not looked at again yet. */
  readonly status: 'unknown' | 'cached' | 'collecting' | 'ready' | 'failed';
  /** While collecting, as far as pytest has said. */
  readonly found: number;
  /** Files that give no tests, and why. */
  readonly problems: TestRunState['collectionErrors'];
  /** Why nothing could be collected. */
  readonly failure: { readonly message: string; readonly hint?: string | undefined } | undefined;
  /** Milliseconds since the epoch. */
  readonly collectedAt: number | undefined;
}

/** What has changed. `ids`: only these tests, the list is the same; `undefined`: everything may be another. */
export interface BookChange {
  readonly ids: ReadonlySet<string> | undefined;
}

/** All tests of the project: what was collected, the run that is shown, and what earlier runs said, in one place. */
export interface TestBook {
  readonly catalog: ReadonlyStore<CatalogState>;
  /** In the order in which pytest collects them. The array is another one when the list of tests is; a row of it is replaced when its test changes. */
  tests(): readonly KnownTest[];
  get(id: string): KnownTest | undefined;
  /** At most once a frame. */
  readonly onDidChange: Event<BookChange>;
  /** Collects in the background; a second call joins the first. Never rejects: see `catalog`. */
  collect(): Promise<void>;
  /** Ids of tests that are new or whose files have changed since all passed the last time. */
  changedSinceGreen(): readonly string[];
}
