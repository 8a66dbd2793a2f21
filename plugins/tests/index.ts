import { definePlugin, type PluginContext } from 'devmgr/plugin-api';
import { TestRuns, type TestRunState } from 'devmgr/plugin-api/contracts/test-runs';
import { testCommand } from './cli/test-command.js';
import { registerCommands } from './commands/register-commands.js';
import { createTestsParts } from './create-tests-parts.js';
import { describeEnd } from './results/describe-end.js';
import { warnSlowTests } from './results/warn-slow-tests.js';
import { statusText } from './tab/status-text.js';
import { TestsTab } from './tab/tests-tab.js';

export default definePlugin({
  activate(context) {
    const { screen, services, text, workspace } = context;
    const parts = createTestsParts(context);
    const { runs, history, book, profiles } = parts;
    runs.onDidEnd((state) => tellEnd(context, state));
    services.provide(TestRuns, runs);
    context.cli.register('test', testCommand({ runs, history, book, profiles, context }));
    context.cli.register('explain', async (invocation) => {
      const { explainCommand } = await import('./cli/explain-command.js');
      return explainCommand({ runs, history, context })(invocation);
    });
    let view: TestsTab | undefined;
    registerCommands(context.commands, { ...parts, screen, text, services, workspace, view: () => view });
    context.tabs.register('tests', (tab) => {
      void history.ready;
      view = new TestsTab(tab, { context, ...parts });
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
