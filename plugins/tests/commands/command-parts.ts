import type { PluginContext } from 'devmgr/plugin-api';
import type { TestBook } from '../book/test-book.js';
import type { LateExplain } from '../explain/late-explain.js';
import type { TestHistoryStore } from '../history/test-history-store.js';
import type { RunOptionsStore } from '../results/run-options-store.js';
import type { TestRunsService } from '../results/test-runs-service.js';
import type { TestsView } from '../tab/tests-view.js';
import type { TestWatch } from '../watch/watch-state.js';

/** What the commands of this plugin work with. */
export interface CommandParts {
  readonly runs: TestRunsService;
  readonly history: TestHistoryStore;
  /** All tests of the project. */
  readonly book: TestBook;
  readonly options: RunOptionsStore;
  readonly explain: LateExplain;
  readonly watch: TestWatch;
  readonly screen: PluginContext['screen'];
  readonly text: PluginContext['text'];
  readonly workspace: PluginContext['workspace'];
  readonly services: Pick<PluginContext['services'], 'require'>;
  /** `undefined` until the tab has been shown. */
  view(): TestsView | undefined;
}
