import type { PluginContext } from 'devmgr/plugin-api';
import type { LogStore } from 'devmgr/plugin-api/contracts/log-store';
import type { LevelCounts } from '../query/level-counts.js';
import type { LogQuery } from '../query/log-query.js';

/** What the tab and the commands share. */
export interface LogsParts {
  readonly context: PluginContext;
  readonly log: LogStore;
  readonly query: LogQuery;
  readonly counts: LevelCounts;
}
