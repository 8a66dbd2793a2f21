import { definePlugin, type PluginContext } from 'devmgr/plugin-api';
import { LogStore } from 'devmgr/plugin-api/contracts/log-store';
import { showLogs } from './cli/show-logs.js';
import { registerCommands } from './commands/register-commands.js';
import { isLevel } from './query/levels.js';
import { LevelCounts } from './query/level-counts.js';
import { LogQuery } from './query/log-query.js';
import { parseTextQuery } from './query/text-query.js';
import { LogsTab } from './tab/logs-tab.js';

export default definePlugin({
  async activate(context) {
    const { manifest } = context;
    const log = await context.services.require(LogStore);
    for (const { name } of manifest.cli ?? []) context.cli.register(name, showLogs(context, log));
    const tab = createTab(context, log);
    registerCommands(tab);
    context.tabs.register(manifest.tab?.id ?? manifest.id, (area) => tab.create(area));
  },
});

function createTab(context: PluginContext, log: LogStore): LogsTab {
  const level = context.config.string('level');
  const filter = { level: isLevel(level) ? level : 'info', source: undefined, text: parseTextQuery('') } as const;
  const query = context.subscriptions.add(new LogQuery(log, context.clock, filter));
  const counts = context.subscriptions.add(new LevelCounts(log));
  return new LogsTab({ context, log, query, counts });
}
