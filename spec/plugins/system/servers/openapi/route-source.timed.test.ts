import { monitorEventLoopDelay } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { describeDocument } from '../../../../../plugins/system/servers/openapi/describe-document.js';
import { RouteSource } from '../../../../../plugins/system/servers/openapi/route-source.js';
import { builtPlugin } from '../../../../support/built-plugin.js';
import { expectSoon } from '../../../../support/expect-soon.js';
import { testServer } from '../client/test-server.js';

const ROUTES = 600;

/** A document of more than two megabytes, whose models name each other. */
function largeDocument(): string {
  const reference = (index: number) => ({ $ref: `#/components/schemas/Model${index % 3_000}` });
  const model = (index: number) => ({
    description: 'x'.repeat(600),
    properties: Object.fromEntries([1, 2, 3].map((step) => [`part${step}`, reference(index * step + step)])),
  });
  const schemas = Object.fromEntries(Array.from({ length: 3_000 }, (_, index) => [`Model${index}`, model(index)]));
  const body = (index: number) => ({ content: { 'application/json': { schema: reference(index * 4) } } });
  const post = (index: number) => ({ post: { requestBody: body(index) } });
  const routes = Object.fromEntries(Array.from({ length: ROUTES }, (_, index) => [`/r${index}`, post(index)]));
  return JSON.stringify({ openapi: '3.1.0', info: {}, paths: routes, components: { schemas } });
}

// Other work only makes pauses longer: one of three without any shows that none is needed.
it('a document of megabytes does not hold up the screen', { retry: 2 }, async () => {
  const document = largeDocument();
  expect(document.length).toBeGreaterThan(2_000_000);
  await using plugin = await builtPlugin(fileURLToPath(new URL('../../../../../plugins/system', import.meta.url)));
  const server = await testServer((_request, response) => response.writeHead(200).end(document));
  const source = new RouteSource({ url: () => server.url, path: () => '', pluginDir: plugin.dir });
  try {
    const started = performance.now();
    describeDocument({ bytes: Buffer.from(document), documentPath: '/openapi.json' });
    const here = performance.now() - started;
    const pauses = monitorEventLoopDelay({ resolution: 1 });
    pauses.enable();
    const state = await source.refresh();
    pauses.disable();
    expect(state.kind === 'known' && state.description.routes).toHaveLength(ROUTES);
    expectSoon(pauses.max / 1e6, here / 3);
  } finally {
    source.dispose();
    await server.close();
  }
});
