import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { RouteSource } from '../../../../../plugins/system/servers/openapi/route-source.js';
import type { RoutesState } from '../../../../../plugins/system/servers/openapi/routes-state.js';
import { builtPlugin, type BuiltPlugin } from '../../../../support/built-plugin.js';
import { testServer, type TestServer } from '../client/test-server.js';

type Page = { status?: number; headers?: Record<string, string>; body?: string };

let plugin: BuiltPlugin;
let server: TestServer;
let pages: Record<string, Page>;
let source: RouteSource;
let chosen: string;
let url: string | undefined;

const document = (path: string) => JSON.stringify({ openapi: '3.1.0', info: {}, paths: { [path]: { get: {} } } });
const paths = (state: RoutesState) => (state.kind === 'known' ? state.description.routes.map(({ path }) => path) : []);
const asked = () => server.seen.map((request) => request.url);

beforeAll(async () => {
  plugin = await builtPlugin(fileURLToPath(new URL('../../../../../plugins/system', import.meta.url)));
});
afterAll(() => plugin[Symbol.asyncDispose]());

beforeEach(async () => {
  pages = {};
  chosen = '';
  server = await testServer((request, response) => {
    const { status = 200, headers = {}, body = '' } = pages[request.url ?? ''] ?? { status: 404, body: 'Not Found' };
    const isSame = headers['etag'] !== undefined && headers['etag'] === request.headers['if-none-match'];
    response.writeHead(isSame ? 304 : status, headers).end(isSame ? undefined : body);
  });
  url = server.url;
  source = new RouteSource({ url: () => url, path: () => chosen, pluginDir: plugin.dir });
});
afterEach(async () => {
  source.dispose();
  await server.close();
});

describe('the document', () => {
  it('is at /openapi.json, asked for as probes are', async () => {
    pages['/openapi.json'] = { body: document('/a') };
    expect(source.state.get()).toEqual({ kind: 'unknown' });
    const looking = source.refresh();
    expect(source.state.get()).toEqual({ kind: 'loading' });
    expect(await looking).toMatchObject({ kind: 'known', documentPath: '/openapi.json' });
    expect(paths(source.state.get())).toEqual(['/a']);
    expect(server.seen).toMatchObject([{ url: '/openapi.json', headers: { 'user-agent': 'devmgr-health-probe' } }]);
  });

  it.each([
    ['Swagger UI', '/docs', `<script>const ui = SwaggerUIBundle({ url: '/my/schema.json', dom_id: 'x' })</script>`],
    ['ReDoc', '/redoc', '<redoc spec-url="/my/schema.json"></redoc>'],
    ['a docs page that knows of a proxy', '/docs', `SwaggerUIBundle({ url: '/proxy/my/schema.json' })`],
  ])('is where %s says', async (_name, path, body) => {
    pages[path] = { body };
    pages['/my/schema.json'] = { body: document('/b') };
    expect(paths(await source.refresh())).toEqual(['/b']);
    const before = asked().length;
    await source.refresh();
    expect(asked().slice(before)).toEqual(['/my/schema.json']);
  });

  it('is never looked for on another server', async () => {
    pages['/docs'] = { body: `SwaggerUIBundle({ url: 'http://example.com/openapi.json' })` };
    pages['/openapi.json'] = { status: 302, headers: { location: 'http://example.com/openapi.json' } };
    expect(await source.refresh()).toMatchObject({ kind: 'failed' });
  });

  it('is only where the setting says, when it says something', async () => {
    chosen = 'schema';
    pages['/openapi.json'] = { body: document('/a') };
    expect(await source.refresh()).toMatchObject({
      kind: 'failed',
      problem: { message: 'GET /schema answered 404', hint: /openapi/ },
    });
    pages['/schema'] = { body: document('/c') };
    expect(paths(await source.refresh())).toEqual(['/c']);
  });

  it('is not read again while its tag or its content is the same', async () => {
    pages['/openapi.json'] = { body: document('/a'), headers: { etag: '"1"' } };
    const first = await source.refresh();
    expect(await source.refresh()).toBe(first);
    pages['/openapi.json'] = { body: document('/a') };
    expect(await source.refresh()).toBe(first);
    pages['/openapi.json'] = { body: document('/changed') };
    expect(paths(await source.refresh())).toEqual(['/changed']);
  });
});

describe('what went wrong', () => {
  it.each<[string, Page, object]>([
    [
      'nothing there',
      { status: 404 },
      { message: 'The server has no OpenAPI document where one is looked for', hint: /setting openapi/ },
    ],
    ['no entry', { status: 401 }, { message: 'GET /openapi.json answered 401', hint: /protected/ }],
    ['a broken schema', { status: 500 }, { message: 'GET /openapi.json answered 500', hint: /output/ }],
    [
      'a page of an application of one page',
      { body: '<!doctype html>' },
      { message: 'What is at /openapi.json is no JSON' },
    ],
    ['broken JSON', { body: '{"openapi": ' }, { message: /^What is at \/openapi.json is no JSON: / }],
    ['other JSON', { body: '[1]' }, { message: 'What is at /openapi.json is no OpenAPI document' }],
  ])('is told: %s', async (_name, page, problem) => {
    pages['/openapi.json'] = page;
    const state = await source.refresh();
    const patterns = Object.fromEntries(
      Object.entries(problem).map(([key, value]) => [
        key,
        value instanceof RegExp ? expect.stringMatching(value) : (value as string),
      ]),
    );
    expect(state).toMatchObject({ kind: 'failed', problem: patterns });
  });

  it('is told beside the routes that were known', async () => {
    pages['/openapi.json'] = { body: document('/a') };
    await source.refresh();
    pages['/openapi.json'] = { status: 500 };
    const state = await source.refresh();
    expect(state).toMatchObject({ kind: 'known', problem: { message: 'GET /openapi.json answered 500' } });
    expect(paths(state)).toEqual(['/a']);
    pages['/openapi.json'] = { body: document('/a') };
    expect(await source.refresh()).toMatchObject({ kind: 'known', problem: undefined });
  });

  it('is that the server does not run', async () => {
    url = undefined;
    expect(await source.refresh()).toMatchObject({ kind: 'failed', problem: { message: 'The server does not run' } });
    url = server.url;
    await server.close();
    expect(await source.refresh()).toMatchObject({ kind: 'failed', problem: { message: `Nothing listens at ${url}` } });
  });
});

it('gives way to a later look, and to its end', async () => {
  pages['/openapi.json'] = { body: document('/old') };
  const first = source.refresh();
  pages['/openapi.json'] = { body: document('/new') };
  const second = source.refresh();
  await Promise.all([first, second]);
  expect(paths(source.state.get())).toEqual(['/new']);
  const third = source.refresh();
  source.dispose();
  await third;
  expect(paths(source.state.get())).toEqual(['/new']);
});
