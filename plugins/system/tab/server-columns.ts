import type { StyledText, TableColumn, TextSpan } from 'devmgr/plugin-api';
import type { ServerState } from 'devmgr/plugin-api/contracts/servers';
import { isOnlyRunning } from '../servers/health/process-look.js';
import { serverSign, serverWord } from '../servers/describe-server.js';
import { phaseNote, phaseStyle, phaseWord, placeNote } from '../servers/phase-text.js';
import { shortDuration } from '../servers/short-duration.js';
import { memoryText, percentText } from '../servers/usage-text.js';
import { shortNumber } from './server/request-figures-text.js';

/** What the columns know beside the states. */
export interface ServerColumnSources {
  /** Milliseconds since the epoch. */
  now(): number;
  /** It has written something since it was looked at. */
  hasNews(server: ServerState): boolean;
  /** How often it is tried again. */
  triesOf(server: ServerState): number | undefined;
  /** Requests. */
  perMinute(server: ServerState): number | undefined;
}

/** Wider tables have more columns, before they have more space. */
export function serverColumns(sources: ServerColumnSources): TableColumn<ServerState>[] {
  return [...stateColumns(sources), noteColumn(sources), ...figureColumns(sources)];
}

function stateColumns({ hasNews }: ServerColumnSources): TableColumn<ServerState>[] {
  return [
    { id: 'sign', title: '', width: 1, cell: (server) => [serverSign(server)] },
    {
      id: 'name',
      title: 'NAME',
      width: 10,
      cut: 'middle',
      cell: (server) => [{ text: server.name }, { text: hasNews(server) ? ' •' : '', style: 'accent' }],
      compare: (a, b) => order(a.name, b.name),
    },
    {
      id: 'state',
      title: 'STATE',
      width: 9,
      cell: (server) => [{ text: phaseWord(server), style: phaseStyle(server) }],
      compare: (a, b) => order(phaseWord(a), phaseWord(b)),
    },
    {
      id: 'health',
      title: 'HEALTH',
      width: 13,
      cell: healthCell,
      compare: (a, b) => order(serverWord(a), serverWord(b)),
    },
  ];
}

/** Who runs it where that is not this devmgr, and where it is reached; what it waits for, what is wrong with it. */
function noteColumn({ now, triesOf }: ServerColumnSources): TableColumn<ServerState> {
  return {
    id: 'url',
    title: 'URL / NOTE',
    width: 'fill',
    minTableWidth: 50,
    cell(server) {
      const note = phaseNote(server, now(), triesOf(server));
      const place = placeNote(server);
      if (note !== '') return [{ text: note, style: phaseStyle(server) }, behind(place)];
      const url = 'url' in server ? server.url : '';
      // Both are to fit where there is little room.
      return place === '' ? url : [{ text: url.replace(/^http:\/\//, '') }, behind(place, url === '')];
    },
  };
}

function behind(place: string, isFirst = false): TextSpan {
  return { text: place === '' || isFirst ? place : `  ${place}`, style: 'muted' };
}

function figureColumns({ now, perMinute }: ServerColumnSources): TableColumn<ServerState>[] {
  return [
    {
      id: 'rate',
      title: 'REQ/M',
      width: 5,
      align: 'right',
      minTableWidth: 100,
      cell: (server) => rate(perMinute(server)),
    },
    { id: 'cpu', title: 'CPU', width: 5, align: 'right', minTableWidth: 78, cell: cpuCell, compare: byNumber(cpu) },
    { id: 'rss', title: 'RSS', width: 5, align: 'right', minTableWidth: 86, cell: memoryCell, compare: byNumber(rss) },
    {
      id: 'restarts',
      title: 'AGAIN',
      width: 5,
      align: 'right',
      minTableWidth: 110,
      cell: ({ restarts }) => (restarts === 0 ? '' : String(restarts)),
      compare: byNumber(({ restarts }) => restarts),
    },
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
  if (isOnlyRunning(health)) return '-';
  return [
    { text: 'healthy', style: 'success' },
    // A look that measures no time says 0.
    { text: health.latencyMs > 0 ? ` ${Math.max(1, Math.round(health.latencyMs))}ms` : '', style: 'muted' },
  ];
}

function cpu(server: ServerState): number | undefined {
  return server.status === 'running' ? server.metrics.cpuPercent : undefined;
}

function rss(server: ServerState): number | undefined {
  return server.status === 'running' ? server.metrics.rssBytes : undefined;
}

function cpuCell(server: ServerState): string {
  const percent = cpu(server);
  return percent === undefined ? '' : percentText(percent);
}

function memoryCell(server: ServerState): string {
  const bytes = rss(server);
  return bytes === undefined ? '' : memoryText(bytes);
}

function rate(perMinute: number | undefined): string {
  return perMinute === undefined || perMinute === 0 ? '' : shortNumber(perMinute);
}

function byNumber(of: (server: ServerState) => number | undefined) {
  return (a: ServerState, b: ServerState) => (of(a) ?? -1) - (of(b) ?? -1);
}

function order(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
