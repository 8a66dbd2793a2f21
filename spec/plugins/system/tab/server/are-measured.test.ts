import type { ServerState } from 'devmgr/plugin-api/contracts/servers';
import { expect, it } from 'vitest';
import { areMeasured } from '../../../../../plugins/system/tab/server/are-measured.js';

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
  health: { kind: 'healthy', latencyMs: 2, path: '/health' },
  metrics: { cpuPercent: 0, rssBytes: 100, latenciesMs: [2] },
};
const web: ServerState = { name: 'web', kind: 'app', target: 'web:app', restarts: 0, status: 'stopped' };

it('knows measurements from news', () => {
  const measured: Running = {
    ...api,
    health: { kind: 'healthy', latencyMs: 3, path: '/health' },
    metrics: { cpuPercent: 1, rssBytes: 200, latenciesMs: [2, 3] },
  };
  expect(areMeasured([api, web], [measured, web])).toBe(true);
  expect(areMeasured([api], [{ ...api, restarts: 1 }])).toBe(false);
  expect(areMeasured([api], [{ ...api, startedAt: 2_000 }])).toBe(false);
  expect(areMeasured([api], [{ ...api, health: { kind: 'unhealthy', reason: 'GET /health answered 503' } }])).toBe(
    false,
  );
  expect(areMeasured([api, web], [api, { ...web, completedAt: 9 }])).toBe(false);
});

it('has news when servers come, go or change places', () => {
  expect(areMeasured([api], [api, web])).toBe(false);
  expect(areMeasured([api, web], [api])).toBe(false);
  expect(areMeasured([api, web], [web, api])).toBe(false);
});
