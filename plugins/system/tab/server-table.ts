import { widgets, type StyledText, type Tab, type TableHandle } from 'devmgr/plugin-api';
import type { ServerState } from 'devmgr/plugin-api/contracts/servers';
import type { SystemParts } from '../system-parts.js';
import { serverColumns } from './server-columns.js';
import { SeenOutput } from './seen-output.js';
import type { SystemView } from './system-view.js';

export interface ServerTable {
  readonly handle: TableHandle<ServerState>;
  refresh(): void;
}

/** The list of servers. */
export function createServerTable(
  { manager, selection, context }: SystemParts,
  view: SystemView,
  tab: Tab,
): ServerTable {
  const seen = new SeenOutput(manager);
  // Of the last refresh, so that it agrees with what stands beside it.
  let now = context.clock.now();
  let wrong: readonly string[] = [];
  const handle = tab.grid.set(0, 0, 1, 1, widgets.table<ServerState>(), {
    title: 'Servers',
    focusId: `${context.manifest.id}.servers`,
    columns: serverColumns({
      now: () => now,
      hasNews: ({ name }) => seen.hasNews(name),
      triesOf: ({ name }) => manager.definition(name)?.restart.maxRestarts,
      perMinute: ({ name }) => manager.requests(name)?.summary(context.clock.now()).perMinute,
    }),
    id: ({ name }) => name,
    empty: 'Looking for FastAPI applications…',
  });
  tab.own(handle.selected.onDidChange((server) => server && selection.select(server.name)));
  tab.own(handle.onDidActivate(() => view.showDetails()));
  void manager.discover().then(() => handle.setEmpty('No FastAPI application was found in this project'));
  const retitle = () => {
    const servers = manager.all.get();
    handle.setTitle(
      title(
        servers,
        wrong,
        servers.some(({ name }) => seen.hasNews(name)),
      ),
    );
  };
  const refresh = () => {
    now = context.clock.now();
    const servers = manager.all.get();
    const name = selection.selected.get() ?? servers[0]?.name;
    if (name !== undefined && tab.isVisible.get()) seen.look(name);
    retitle();
    handle.setRows(servers);
    void manager.discover().then(({ problems }) => {
      const names = problems.map((problem) => problem.name);
      if (names.join() === wrong.join()) return;
      wrong = names;
      retitle();
    });
  };
  return { handle, refresh };
}

/** How many run, and whose tables in the settings are wrong: those servers are missing, or not as they should be. */
function title(servers: readonly ServerState[], wrong: readonly string[], hasNews: boolean): StyledText {
  const running = servers.filter(({ status }) => status === 'running').length;
  const count = servers.length > 0 ? `Servers ${running}/${servers.length}` : 'Servers';
  const news = hasNews
    ? [
        { text: '  •', style: 'accent' as const },
        { text: ' new output', style: 'muted' as const },
      ]
    : [];
  if (wrong.length === 0) return [{ text: count }, ...news];
  const names = [...new Set(wrong)].filter((name) => name !== '');
  const whose = names.length === 0 ? '' : ` of ${names.join(', ')}`;
  return [{ text: `${count}  ` }, { text: `! settings${whose}: see Logs`, style: 'warning' }, ...news];
}
