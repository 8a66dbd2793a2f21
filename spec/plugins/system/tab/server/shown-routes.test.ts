import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { RouteSource } from '../../../../../plugins/system/servers/openapi/route-source.js';
import { ShownRoutes } from '../../../../../plugins/system/tab/server/shown-routes.js';

const closing: (() => unknown)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

/** Servers with one route, `/NAME`, each. */
async function servers() {
  const asked: string[] = [];
  const http = createServer((request, response) => {
    const [, name = '', path = ''] = /^\/(\w+)(\/.*)$/.exec(request.url ?? '') ?? [];
    asked.push(name);
    const paths = { [`/${name}`]: { get: { responses: {} } } };
    const document = { openapi: '3.1.0', info: { title: name, version: '1' }, paths };
    if (path === '/openapi.json') response.end(JSON.stringify(document));
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  closing.push(() => (http.closeAllConnections(), http.close()));
  const { port } = http.address() as AddressInfo;
  const sources = new Map<string, RouteSource>();
  const routes = (name: string) => {
    const url = () => `http://127.0.0.1:${port}/${name}`;
    const source = sources.get(name) ?? new RouteSource({ url, path: () => '/openapi.json', pluginDir: '' });
    sources.set(name, source);
    return source;
  };
  let changed = () => undefined as void;
  const shown = new ShownRoutes(
    () => Promise.resolve({ routes }),
    () => changed(),
  );
  closing.push(() => shown.dispose());
  const until = (holds: () => boolean) =>
    new Promise<void>((resolve) => {
      changed = () => void (holds() && resolve());
      changed();
    });
  const paths = () => (shown.state.kind === 'known' ? shown.state.description.routes.map(({ path }) => path) : []);
  return { shown, asked, until, paths };
}

it('asks each server once by itself, and again when it is told to', async () => {
  const { shown, asked, until, paths } = await servers();
  expect(shown.state.kind).toBe('unknown');
  shown.turnTo('users');
  await until(() => paths().includes('/users'));
  shown.turnTo('mail');
  await until(() => paths().includes('/mail'));
  shown.turnTo('users');
  expect(paths()).toEqual(['/users']);
  expect(asked).toEqual(['users', 'mail']);
  shown.look();
  await expect.poll(() => asked).toEqual(['users', 'mail', 'users']);
});

it('shows the server that was asked for last', async () => {
  const { shown, until, paths } = await servers();
  shown.turnTo('users');
  shown.turnTo('mail');
  await until(() => paths().includes('/mail'));
  shown.turnTo(undefined);
  expect(shown.state.kind).toBe('unknown');
});
