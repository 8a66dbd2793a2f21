import { afterEach, beforeEach, expect, it } from 'vitest';
import { fetchPage } from '../../../../../plugins/system/servers/openapi/fetch-document.js';
import { testServer, type TestServer } from '../client/test-server.js';

let server: TestServer;
let timer: NodeJS.Timeout | undefined;

beforeEach(async () => {
  server = await testServer((request, response) => {
    if (request.url === '/silent') return;
    response.setHeader('content-type', 'application/json').write('{');
    if (request.url === '/slow') timer = setInterval(() => response.write(' '), 20);
    else response.end('}');
  });
});
afterEach(async () => {
  clearInterval(timer);
  await server.close();
});

const page = (path: string, mostMs?: number) =>
  fetchPage(server.url + path, undefined, new AbortController().signal, { mostMs });

it('is read whole', async () => {
  expect(await page('/fast')).toMatchObject({ status: 200, bytes: Buffer.from('{}'), cut: undefined });
});

it('has so much time in all, and not from byte to byte', async () => {
  expect(await page('/slow', 300)).toMatchObject({ status: 200, cut: 'it was not there within 0.3 s' });
});

it('has so much time also for its beginning', async () => {
  await expect(page('/silent', 100)).rejects.toThrow('/silent: it was not there within 0.1 s');
});
