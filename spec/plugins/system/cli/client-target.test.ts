import { expect, it } from 'vitest';
import type { ServerState } from 'devmgr/plugin-api/contracts/servers';
import { clientTarget } from '../../../../plugins/system/cli/client-target.js';
import type { SystemParts } from '../../../../plugins/system/system-parts.js';

const base = { target: 'x', restarts: 0 } as const;
const metrics = { cpuPercent: undefined, rssBytes: undefined, latenciesMs: [] };
const up = (name: string, kind: 'app' | 'command', url: string, path: string): ServerState => {
  const health = { kind: 'healthy', latencyMs: 1, path } as const;
  return { ...base, name, kind, status: 'running', pid: 1, startedAt: 0, url, health, metrics };
};
const down = (name: string, kind: 'app' | 'command'): ServerState => ({ ...base, name, kind, status: 'stopped' });
const db = up('db', 'command', 'http://127.0.0.1:5432', 'tcp 127.0.0.1:5432');
const front = up('front', 'command', 'http://127.0.0.1:3000', '/');
const api = up('api', 'app', 'http://127.0.0.1:8000', '/health');

function meant(states: readonly ServerState[]): Promise<unknown> {
  const manager = {
    all: { get: () => states },
    discover: () => Promise.resolve(),
    definition: () => undefined,
    resolve: () => Promise.resolve(states[0]?.name),
  };
  const context = { config: { string: () => '' }, workspace: { root: process.cwd() } };
  return clientTarget({ manager, context } as unknown as SystemParts, undefined).then(({ name }) => name);
}

it.each([
  [[db, api], 'api'],
  [[db, api, up('admin', 'app', 'http://127.0.0.1:8001', '/')], 'api'],
  [[db, front, down('api', 'app')], 'front'],
  [[db], 'db'],
])('%# asks what speaks HTTP where no server is named', async (states, name) => {
  expect(await meant(states)).toBe(name);
});

it('names the application that could be asked where only something else runs', async () => {
  await expect(meant([db, down('api', 'app')])).rejects.toThrow('api does not run');
});
