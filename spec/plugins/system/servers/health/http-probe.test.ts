import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { HttpProbe } from '../../../../../plugins/system/servers/health/http-probe.js';

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

async function probe(answer: RequestListener, path?: string, timeoutMs = 30_000): Promise<HttpProbe> {
  server = createServer(answer);
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return new HttpProbe({ url: `http://127.0.0.1:${port}`, path, timeoutMs });
}

const look = (made: HttpProbe) => made.look(new AbortController().signal);

it('takes the first default path that answers well', async () => {
  const asked: string[] = [];
  const made = await probe((request, response) => {
    asked.push(request.url ?? '');
    response.writeHead(request.url === '/openapi.json' ? 200 : 404).end();
  });
  expect(await look(made)).toMatchObject({ kind: 'good', path: '/openapi.json' });
  expect(await look(made)).toMatchObject({ kind: 'good', path: '/openapi.json' });
  expect(asked).toEqual(['/health', '/healthz', '/openapi.json', '/openapi.json']);
});

it('a body without end does not hide the status that has come', async () => {
  const made = await probe((_request, response) => void response.writeHead(200).write('tick'), '/events', 2_000);
  expect(await look(made)).toMatchObject({ kind: 'good', path: '/events' });
});

it('does not read a body without bounds', async () => {
  let written = 0;
  const block = 'x'.repeat(64 * 1024);
  const made = await probe((_request, response) => {
    response.writeHead(200);
    const pump = () => {
      while (!response.destroyed && written < 100_000_000) {
        written += block.length;
        if (!response.write(block)) return void response.once('drain', pump);
      }
      response.end();
    };
    pump();
  }, '/large');
  expect(await look(made)).toMatchObject({ kind: 'good' });
  expect(written).toBeLessThan(20_000_000);
});

it('no answer at all is bad and says so', async () => {
  const made = await probe(() => undefined, '/health', 200);
  expect(await look(made)).toMatchObject({ kind: 'bad', answered: false });
});
