import { join } from 'node:path';
import { definePlugin, type PluginContext } from 'devmgr/plugin-api';
import { TestRuns, type TestRunState } from 'devmgr/plugin-api/contracts/test-runs';
import { testCommand } from './cli/test-command.js';
import { registerCommands } from './commands/register-commands.js';
import { TestHistoryStore } from './history/test-history-store.js';
import { InterpreterFinder } from './pytest/find-interpreter.js';
import { describeEnd } from './results/describe-end.js';
import { RunOptionsStore } from './results/run-options-store.js';
import { RunPlanner } from './results/run-planner.js';
import { TestRunsService } from './results/test-runs-service.js';
import { warnSlowTests } from './results/warn-slow-tests.js';
import { statusText } from './tab/status-text.js';
import { TestsTab } from './tab/tests-tab.js';

export default definePlugin({
  activate(context) {
    const { subscriptions, storage, log, screen, text, services } = context;
    const history = subscriptions.add(new TestHistoryStore(join(storage.workspaceDir, 'history.sqlite'), log));
    const planner = new RunPlanner(context, new InterpreterFinder(context), history);
    const runs = subscriptions.add(new TestRunsService(context, planner));
    const options = new RunOptionsStore(storage.state);
    let view: TestsTab | undefined;
    runs.onDidEnd((state) => {
      void history.record(state, context.clock.now());
      tellEnd(context, state);
    });
    services.provide(TestRuns, runs);
    context.cli.register('test', testCommand(runs, history, context));
    registerCommands(context.commands, { runs, history, options, screen, text, services, view: () => view });
    context.tabs.register('tests', (tab) => {
      void history.ready;
      view = new TestsTab(tab, { context, runs, history, options });
    });
    const status = screen.statusItem({ align: 'left', priority: 5 });
    runs.current.onDidChange((state) => status.set(statusText(state), 'tests.show-details'));
  },
});

/** Failed tests are on the screen; what hindered them from running is said. Without a screen the summary says it. */
function tellEnd({ screen, log, config, text }: PluginContext, state: TestRunState): void {
  warnSlowTests(state, config.number('slowSeconds') * 1000, log);
  const end = describeEnd(state);
  const hinders = state.end?.kind === 'crashed' || (state.end?.kind === 'finished' && state.end.exitCode > 1);
  if (!end || !hinders) return;
  log.warn(end.message, { hint: end.hint });
  if (!screen.isInteractive) return;
  // What tests wrote may hold escape sequences.
  const [message, hint] = [text.clean(end.message), end.hint && text.clean(end.hint)];
  screen.notify({ severity: end.severity, message, hint });
}
