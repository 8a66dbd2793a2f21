import { createServer, type Server } from 'node:http';
import { createServer as createTcpServer, type AddressInfo, type Server as TcpServer } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { HttpProbe } from '../../../../../plugins/system/servers/health/http-probe.js';
import { createTcpProbe } from '../../../../../plugins/system/servers/health/tcp-probe.js';

let server: Server | TcpServer | undefined;
afterEach(() => {
  server?.close();
});

async function portOf(made: Server | TcpServer): Promise<number> {
  server = made;
  await new Promise<void>((resolve) => made.listen(0, '127.0.0.1', resolve));
  return (made.address() as AddressInfo).port;
}

const tunnelTo = '127.0.0.1:8000';
const signal = new AbortController().signal;
const line = (path: string) => `INFO:     127.0.0.1:50000 - "GET ${path} HTTP/1.1" 200 OK`;

it('takes one line of the access log for each look that was answered, and no other', async () => {
  let isUp = false;
  const port = await portOf(
    createServer((request, response) => void (isUp ? response.end('ok') : request.socket.destroy())),
  );
  const probe = new HttpProbe({ url: `http://127.0.0.1:${port}`, path: '/health', timeoutMs: 30_000, tunnelTo });
  for (let look = 0; look < 3; look += 1) {
    expect(await probe.look(signal)).toEqual({
      kind: 'bad',
      answered: false,
      reason: 'nothing answers at 127.0.0.1:8000 there',
    });
  }
  isUp = true;
  expect(await probe.look(signal)).toMatchObject({ kind: 'good' });
  expect(probe.isOwnAccessLine(line('/items'))).toBe(false);
  expect(probe.isOwnAccessLine(line('/health'))).toBe(true);
  expect(probe.isOwnAccessLine(line('/health'))).toBe(false);
});

it.each([
  ['closes at once', { kind: 'bad', reason: 'nothing listens at 127.0.0.1:8000' }],
  ['stays', { kind: 'good', unmeasured: true, path: 'tcp 127.0.0.1:8000' }],
  ['speaks and closes', { kind: 'good', path: 'tcp 127.0.0.1:8000' }],
])('a connection through a tunnel that %s', async (how, outcome) => {
  const port = await portOf(
    createTcpServer((socket) => {
      socket.on('error', () => undefined).resume();
      if (how === 'closes at once') socket.end();
      if (how === 'speaks and closes') socket.end('hello');
    }),
  );
  const probe = createTcpProbe({ host: '127.0.0.1', port, timeoutMs: 30_000, tunnelTo });
  expect(await probe.look(signal)).toMatchObject(outcome);
});
