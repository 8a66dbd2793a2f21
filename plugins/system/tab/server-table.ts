import { widgets, type StyledText, type Tab, type TableColumn, type TableHandle } from 'devmgr/plugin-api';
import type { ServerState } from 'devmgr/plugin-api/contracts/servers';
import { serverSign, serverWord } from '../servers/describe-server.js';
import { shortDuration } from '../servers/short-duration.js';
import { memoryText, percentText } from '../servers/usage-text.js';
import type { SystemParts } from '../system-parts.js';
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
  const handle = tab.grid.set(0, 0, 1, 1, widgets.table<ServerState>(), {
    title: 'Servers',
    focusId: 'system.servers',
    columns: columns(() => context.clock.now()),
    id: ({ name }) => name,
    empty: 'Looking for FastAPI applications…',
  });
  tab.own(handle.selected.onDidChange((server) => server && selection.select(server.name)));
  tab.own(handle.onDidActivate(() => view.showDetails()));
  void manager.discover().then(() => handle.setEmpty('No FastAPI application was found in this project'));
  const refresh = () => {
    const servers = manager.all.get();
    const running = servers.filter(({ status }) => status === 'running').length;
    handle.setTitle(servers.length > 0 ? `Servers ${running}/${servers.length}` : 'Servers');
    handle.setRows(servers);
  };
  return { handle, refresh };
}

function columns(now: () => number): TableColumn<ServerState>[] {
  return [
    { id: 'sign', title: '', width: 1, cell: (server) => [serverSign(server)] },
    {
      id: 'name',
      title: 'NAME',
      width: 10,
      cut: 'middle',
      cell: ({ name }) => name,
      compare: (a, b) => order(a.name, b.name),
    },
    {
      id: 'state',
      title: 'STATE',
      width: 8,
      cell: ({ status }) => status,
      compare: (a, b) => order(a.status, b.status),
    },
    {
      id: 'health',
      title: 'HEALTH',
      width: 13,
      cell: healthCell,
      compare: (a, b) => order(serverWord(a), serverWord(b)),
    },
    {
      id: 'url',
      title: 'URL',
      width: 'fill',
      cut: 'middle',
      minTableWidth: 64,
      cell: (server) => ('url' in server ? server.url : ''),
    },
    { id: 'cpu', title: 'CPU', width: 5, align: 'right', minTableWidth: 78, cell: cpuCell },
    { id: 'rss', title: 'RSS', width: 5, align: 'right', minTableWidth: 86, cell: memoryCell },
    {
      id: 'up',
      title: 'UP',
      width: 4,
      align: 'right',
      cell: (server) => (server.status === 'running' ? shortDuration(now() - server.startedAt) : ''),
    },
  ];
}

function healthCell(server: ServerState): StyledText {
  if (server.status !== 'running') return '-';
  const { health } = server;
  if (health.kind === 'unknown') return [{ text: 'unknown', style: 'muted' }];
  if (health.kind === 'unhealthy') return [{ text: 'unhealthy', style: 'warning' }];
  return [
    { text: 'healthy', style: 'success' },
    { text: ` ${Math.round(health.latencyMs)}ms`, style: 'muted' },
  ];
}

function cpuCell(server: ServerState): string {
  const cpu = server.status === 'running' ? server.metrics.cpuPercent : undefined;
  return cpu === undefined ? '' : percentText(cpu);
}

function memoryCell(server: ServerState): string {
  const rss = server.status === 'running' ? server.metrics.rssBytes : undefined;
  return rss === undefined ? '' : memoryText(rss);
}

function order(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
