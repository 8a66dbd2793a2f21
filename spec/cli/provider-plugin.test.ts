import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runDevmgr, temporaryHome } from '../support/run-devmgr.js';
import { writePlugin } from '../support/write-plugin.js';

const home = temporaryHome();
const server = createServer((request, response) => {
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify(request.url === '/v1/models' ? { data: [{ id: 'house-model' }] } : {}));
});

const manifest = { activation: ['onService:system.ai'], requires: ['system.ai'] };
const plugin = (register: string) => `
  import { Ai } from 'devmgr/plugin-api/contracts/ai';
  export default { async activate(ctx) { const ai = await ctx.services.require(Ai); ${register} } }`;

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const plugins = join(home.path, 'plugins');
  mkdirSync(plugins, { recursive: true });
  const definition = { id: 'house', title: 'House', kind: 'local-server', wireFormat: 'openai-chat' };
  const data = JSON.stringify({ ...definition, baseUrl: `http://127.0.0.1:${port}/v1` });
  writePlugin(plugins, 'house', plugin(`ctx.subscriptions.add(ai.registerProvider(${data}));`), manifest);
  writePlugin(plugins, 'broken', plugin(`throw new Error('kaputt');`), manifest);
});
afterAll(() => {
  server.close();
  home.remove();
});

it('a plugin that brings a provider is activated by the word, and one that fails takes nobody down', async () => {
  const { code, stdout } = await runDevmgr(['providers', 'house', '--json'], { home: home.path, cwd: home.path });
  const { providers } = JSON.parse(stdout) as { providers: Record<string, unknown>[] };
  expect(providers).toEqual([expect.objectContaining({ id: 'house', status: 'ready', models: ['house-model'] })]);
  expect(code).toBe(0);
});
