import { Store, widgets, type PluginContext, type ReadonlyStore, type Tab } from 'devmgr/plugin-api';
import type { CallRecord } from '../../gateway/record/call-record.js';
import type { SystemParts } from '../../system-parts.js';
import type { ServerPage } from '../server/server-page.js';
import { callColumns, callNames } from './call-columns.js';
import { callLines } from './call-lines.js';
import { CallsFeed } from './calls-feed.js';

export interface CallsPage extends ServerPage<'calls' | 'call'> {
  /** Whether the selected call is shown in full below the list. */
  readonly hasDetails: ReadonlyStore<boolean>;
  setFilter(words: string): void;
  /** Nobody looks at it any more. */
  hide(): void;
}

/** The last calls through the gateway, newest first, whichever devmgr runs it. */
export function createCallsPage({ context }: SystemParts, tab: Tab): CallsPage {
  const { table, details } = createPanes(context, tab);
  const hasDetails = tab.own(new Store(false));
  const feed = tab.own(new CallsFeed(context, table));
  tab.own(table.selected.onDidChange((call) => details.setLines(call ? callLines(call) : [])));
  tab.own(table.onDidActivate(() => hasDetails.update((shows) => !shows)));
  return {
    panes: { calls: table, call: details },
    focus: () => table.focus(),
    hasDetails,
    setFilter: (words) => table.setFilter(words || undefined),
    hide: () => feed.stop(),
    refresh: () => feed.start(),
  };
}

function createPanes({ manifest }: PluginContext, tab: Tab) {
  return {
    table: tab.grid.set(1, 11, 1, 1, widgets.table<CallRecord>(), {
      title: 'Calls',
      focusId: `${manifest.id}.calls`,
      columns: callColumns(),
      id: ({ id }) => id,
      searchText: (call) => [callNames(call), call.request, call.status, call.client, call.error ?? ''].join(' '),
      empty: 'No call yet. Clients use it as they use OpenAI: devmgr gateway status',
    }),
    details: tab.grid.set(2, 11, 1, 1, widgets.text, {
      title: 'Call',
      wrap: true,
      focusId: `${manifest.id}.call`,
    }),
  };
}
