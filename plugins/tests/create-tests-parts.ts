import { join } from 'node:path';
import type { PluginContext } from 'devmgr/plugin-api';
import { createTestBook } from './book/create-test-book.js';
import { followVariables } from './collect/follow-variables.js';
import { lateExplain, type LateExplain } from './explain/late-explain.js';
import { recordRuns } from './history/record-runs.js';
import { TestHistoryStore } from './history/test-history-store.js';
import { ProfileBook } from './profiles/profile-book.js';
import { InterpreterFinder } from './pytest/find-interpreter.js';
import { tellServers } from './requests/tell-servers.js';
import { RunOptionsStore } from './results/run-options-store.js';
import { RunPlanner } from './results/run-planner.js';
import { TestRunsService } from './results/test-runs-service.js';
import { ProjectWatch } from './watch/project-watch.js';
import { showWatch } from './watch/show-watch.js';

/** What the tab, the commands and the command line work with. */
export interface TestsParts {
  readonly history: TestHistoryStore;
  readonly profiles: ProfileBook;
  readonly runs: TestRunsService;
  readonly options: RunOptionsStore;
  readonly book: ReturnType<typeof createTestBook>;
  readonly watch: ProjectWatch;
  readonly explain: LateExplain;
}

/** Makes them and joins them; the context owns them. Nothing is read or started before it is asked for. */
export function createTestsParts(context: PluginContext): TestsParts {
  const { subscriptions, storage, log, text } = context;
  const path = join(storage.workspaceDir, 'history.sqlite');
  const history = subscriptions.add(new TestHistoryStore(path, log, (words) => text.redact(words)));
  const profiles = new ProfileBook(context);
  const interpreters = new InterpreterFinder(context);
  const planner = new RunPlanner(context, { interpreters, known: history, profiles });
  const runs = subscriptions.add(new TestRunsService(context, planner, tellServers(context)));
  recordRuns(runs, history, context);
  const options = new RunOptionsStore(storage.state, profiles);
  const variables = () => options.variables();
  const book = subscriptions.add(createTestBook(context, { runs, history, interpreters, variables }));
  followVariables(book, options, context);
  const following = { context, runs, book, history, profiles, options: () => options.get() };
  const watch = subscriptions.add(new ProjectWatch(following));
  showWatch(watch, book, context);
  const known = (id: string) => history.tests.get().get(id);
  const explain = lateExplain({ context, records: history, current: () => runs.current.get(), known });
  return { history, profiles, runs, options, book, watch, explain };
}
