import { Store, widgets, type PluginContext, type ReadonlyStore, type Tab } from 'devmgr/plugin-api';
import type { SystemParts } from '../../system-parts.js';
import type { ServerPage } from '../server/server-page.js';
import { callColumns, callNames } from './call-columns.js';
import { callLines } from './call-lines.js';
import { CallsFeed } from './calls-feed.js';
import type { ShownCall } from './shown-call.js';

export interface CallsPage extends ServerPage<'calls' | 'call'> {
  /** Whether the selected call is shown in full below the list. */
  readonly hasDetails: ReadonlyStore<boolean>;
  setFilter(words: string): void;
  /** Nobody looks at it any more. */
  hide(): void;
}

/** The calls through the gateway, newest first, whichever devmgr runs it: those that go on, then the last ones. */
export function createCallsPage({ context }: SystemParts, tab: Tab): CallsPage {
  const { table, details } = createPanes(context, tab);
  const hasDetails = tab.own(new Store(false));
  const feed = tab.own(new CallsFeed(context, table));
  tab.own(table.selected.onDidChange((call) => details.setLines(call ? callLines(call, context.clock.now()) : [])));
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
    table: tab.grid.set(1, 11, 1, 1, widgets.table<ShownCall>(), {
      title: 'Calls',
      focusId: `${manifest.id}.calls`,
      columns: callColumns(),
      id: ({ id }) => id,
      searchText: (call) => [callNames(call), call.request, call.client, ...endWords(call)].join(' '),
      empty: 'No call yet. Clients use it as they use OpenAI: devmgr gateway status',
    }),
    details: tab.grid.set(2, 11, 1, 1, widgets.text, {
      title: 'Call',
      wrap: true,
      focusId: `${manifest.id}.call`,
    }),
  };
}

function endWords(call: ShownCall): readonly (string | number)[] {
  return call.progress === undefined ? [call.status, call.error ?? ''] : [call.progress];
}
