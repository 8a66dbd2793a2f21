import type { PluginContext } from 'devmgr/plugin-api';
import type { TestRunState } from 'devmgr/plugin-api/contracts/test-runs';
import type { TestRunsService } from '../results/test-runs-service.js';
import { gitFacts, type GitFacts } from './git-facts.js';
import type { TestHistoryStore } from './test-history-store.js';

type Host = Pick<PluginContext, 'processes' | 'workspace' | 'clock'>;

/** Records every run of the project, on the commit that was checked out when it began. */
export function recordRuns(runs: TestRunsService, history: TestHistoryStore, host: Host): void {
  let asked: { readonly runId: string | undefined; readonly facts: Promise<GitFacts> } | undefined;
  // Until the runs themselves are released: one that is stopped by that is recorded too.
  runs.current.onDidChange(({ runId, status }: TestRunState) => {
    if (status !== 'collecting' || runId === undefined || asked?.runId === runId) return;
    asked = { runId, facts: gitFacts(host.processes, host.workspace.root) };
  });
  runs.onDidEnd((state) => {
    const facts = asked?.runId === state.runId ? asked?.facts : undefined;
    void history.record(state, host.clock.now(), facts);
  });
}
