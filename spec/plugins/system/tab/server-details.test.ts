import { expect, it } from 'vitest';
import type { ServerState } from 'devmgr/plugin-api/contracts/servers';
import type { SystemParts } from '../../../../plugins/system/system-parts.js';
import { PortTakenError } from '../../../../plugins/system/servers/ports/port-error.js';
import { serverDetails } from '../../../../plugins/system/tab/server-details.js';

const parts = {
  context: { clock: { now: () => 60_000 } },
  manager: { definition: () => undefined, facts: () => undefined, requests: () => undefined },
} as unknown as SystemParts;

function stateLine(latencyMs: number, path: string): string {
  const state: ServerState = {
    ...{
      name: 'db',
      kind: 'command',
      target: 'postgres',
      restarts: 0,
      status: 'running',
      pid: 1,
      startedAt: 0,
      url: '',
    },
    health: { kind: 'healthy', latencyMs, path },
    metrics: { cpuPercent: undefined, rssBytes: undefined, latenciesMs: [] },
  };
  const line = serverDetails(parts, state)[1] ?? '';
  return typeof line === 'string' ? line : line.map((span) => (typeof span === 'string' ? span : span.text)).join('');
}

it.each([
  [3, '/health', '● healthy · 3ms · GET /health'],
  [1, 'tcp 127.0.0.1:5432', '● healthy · 1ms · tcp 127.0.0.1:5432'],
  [0, 'its process runs', '● running'],
])('says what a healthy server was asked: %d ms, %s', (latencyMs, path, line) => {
  expect(stateLine(latencyMs, path)).toBe(line);
});

it('offers no port that another server would have', () => {
  const hintWith = (planned: number) => {
    const failed = new PortTakenError(8000, undefined, 8001, 0);
    const stopped = { name: 'api', kind: 'app', target: 'main:app', restarts: 0, status: 'stopped' } as ServerState;
    const others = { ...stopped, name: 'db' } as ServerState;
    const manager = {
      ...parts.manager,
      all: { get: () => [stopped, others] },
      plannedPlace: (name: string) => ({ port: name === 'db' ? planned : 8000 }),
      failure: () => failed,
    };
    return serverDetails({ ...parts, manager } as unknown as SystemParts, stopped).at(-1);
  };
  expect(hintWith(8002)).toBe('Port 8001 is free: choose it with p');
  expect(hintWith(8001)).toBe('Choose another port with p');
});
