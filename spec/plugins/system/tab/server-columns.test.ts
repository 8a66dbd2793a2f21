import type { StyledText } from 'devmgr/plugin-api';
import type { ServerState } from 'devmgr/plugin-api/contracts/servers';
import { expect, it } from 'vitest';
import { serverColumns } from '../../../../plugins/system/tab/server-columns.js';

type Running = Extract<ServerState, { status: 'running' }>;

const api: Running = {
  name: 'api',
  kind: 'app',
  target: 'main:app',
  restarts: 0,
  status: 'running',
  pid: 7,
  startedAt: 1_000,
  url: 'http://127.0.0.1:8000',
  health: { kind: 'healthy', latencyMs: 3.4, path: '/health' },
  metrics: { cpuPercent: 0, rssBytes: 100, latenciesMs: [3.4] },
};
const columns = serverColumns({
  now: () => 5_000,
  hasNews: () => false,
  triesOf: () => undefined,
  perMinute: () => undefined,
});

function cell(id: string, server: ServerState): string {
  const text: StyledText = columns.find((column) => column.id === id)?.cell(server) ?? 'no such column';
  return typeof text === 'string' ? text : text.map((span) => span.text).join('');
}

it('says what a server does, and beside it where', () => {
  expect([cell('state', api), cell('url', api)]).toEqual(['running', 'http://127.0.0.1:8000']);
  const detached = { ...api, detached: true as const, owner: 9 };
  expect([cell('state', detached), cell('url', detached)]).toEqual(['running', '127.0.0.1:8000  background']);
  const elsewhere = { ...api, owner: 9 };
  expect([cell('state', elsewhere), cell('url', elsewhere)]).toEqual(['running', '127.0.0.1:8000  other devmgr']);
  const reload = { phase: 'importing', file: 'main.py', since: 0 } as const;
  const reloading = { ...detached, reload };
  expect([cell('state', reloading), cell('url', reloading)]).toEqual(['importing', 'main.py  background']);
  const watched = { ...api, kind: 'url' as const };
  expect([cell('state', watched), cell('url', watched)]).toEqual(['running', '127.0.0.1:8000  watched']);
});

it('shows no time for a look that measures none, and never 0ms', () => {
  const looked = (latencyMs: number) => ({ ...api, health: { kind: 'healthy' as const, latencyMs, path: '' } });
  expect(cell('health', looked(0))).toBe('healthy');
  expect(cell('health', looked(0.3))).toBe('healthy 1ms');
  expect(cell('health', looked(12.6))).toBe('healthy 13ms');
});
