import { afterEach, beforeEach, expect, it } from 'vitest';
import { Emitter, Store } from 'devmgr/plugin-api';
import type { ServerState } from 'devmgr/plugin-api/contracts/servers';
import { ServerRoutes } from '../../../../../plugins/system/servers/openapi/server-routes.js';
import type { RouteSource } from '../../../../../plugins/system/servers/openapi/route-source.js';
import type { ServerChange } from '../../../../../plugins/system/servers/server-host.js';
import { until } from '../../support/until.js';
import { testServer, type TestServer } from '../client/test-server.js';

let server: TestServer;
let path: string;
let routes: ServerRoutes;
const all = new Store<readonly ServerState[]>([]);
const changes = new Emitter<ServerChange>();

beforeEach(async () => {
  path = '/one';
  server = await testServer((_request, response) =>
    response.end(JSON.stringify({ openapi: '3.1.0', paths: { [path]: { get: {} } } })),
  );
  all.set([]);
  routes = new ServerRoutes({
    manager: { all, onDidChange: changes.event, definition: () => undefined },
    path: () => '',
    pluginDir: '',
  });
});
afterEach(async () => {
  routes.dispose();
  await server.close();
});

const stopped: ServerState = { name: 'api', kind: 'app', target: 'x', restarts: 0, status: 'stopped' };
const running = (part: Partial<Extract<ServerState, { status: 'running' }>> = {}): ServerState => ({
  ...stopped,
  status: 'running',
  pid: 1,
  startedAt: 0,
  url: `${server.url}/`,
  health: { kind: 'healthy', latencyMs: 1, path: '/' },
  metrics: { cpuPercent: undefined, rssBytes: undefined, latenciesMs: [] },
  ...part,
});
const become = (after: ServerState) => {
  const before = all.get()[0] ?? stopped;
  all.set([after]);
  changes.fire({ before, after });
};
const shows = (source: RouteSource, wanted: string) =>
  until(source.state, (state) => state.kind === 'known' && state.description.routes[0]?.path === wanted);

it('looks again when the server is well after a start and after a reload', async () => {
  become(running());
  const source = routes.of('api');
  expect(routes.of('api')).toBe(source);
  await source.refresh();
  await shows(source, '/one');
  path = '/two';
  become(running({ pid: 2, reload: { phase: 'importing', file: 'a.py', since: 0 } }));
  become(running({ pid: 2 }));
  await shows(source, '/two');
  path = '/three';
  become(stopped);
  become(running({ pid: 3, health: { kind: 'unknown' } }));
  become(running({ pid: 3 }));
  await shows(source, '/three');
});

it('asks nothing while nobody wants to know, nor while nothing is new', async () => {
  const source = routes.of('api');
  become(running());
  become(running({ pid: 2 }));
  expect(server.seen).toEqual([]);
  await source.refresh();
  become(running({ pid: 2, metrics: { cpuPercent: 1, rssBytes: 1, latenciesMs: [] } }));
  await source.refresh();
  expect(server.seen).toHaveLength(2);
});
