import type { PluginContext } from 'devmgr/plugin-api';
import type { TestHistoryStore } from '../history/test-history-store.js';
import type { RunOptionsStore } from '../results/run-options-store.js';
import type { TestRunsService } from '../results/test-runs-service.js';
import type { TestsView } from '../tab/tests-view.js';

/** What the commands of this plugin work with. */
export interface CommandParts {
  readonly runs: TestRunsService;
  readonly history: TestHistoryStore;
  readonly options: RunOptionsStore;
  readonly screen: PluginContext['screen'];
  readonly text: PluginContext['text'];
  readonly services: Pick<PluginContext['services'], 'require'>;
  /** `undefined` until the tab has been shown. */
  view(): TestsView | undefined;
}
