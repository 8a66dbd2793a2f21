import { readFileSync } from 'node:fs';
import { createServer as createHttps } from 'node:https';
import { createServer as createHttp } from 'node:http';
import { createServer as createTcp, type AddressInfo, type Server, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import {
  exchange,
  type ExchangeOptions,
  type ExchangeRequest,
} from '../../../../../plugins/system/servers/client/exchange.js';

const fixture = (name: string) => readFileSync(new URL(`../../../../fixtures/tls/${name}`, import.meta.url));
const open = new Set<Socket>();
let server: Server | undefined;

afterEach(async () => {
  for (const socket of open) socket.destroy();
  await new Promise<void>((resolve) => (server ? server.close(() => resolve()) : resolve()));
  server = undefined;
});

async function listen(made: Server, host = '127.0.0.1'): Promise<number> {
  server = made;
  made.on('connection', (socket) => open.add(socket));
  await new Promise<void>((resolve) => made.listen(0, host, resolve));
  return (made.address() as AddressInfo).port;
}

const ask = (origin: string, request: Partial<ExchangeRequest> = {}, options: Partial<ExchangeOptions> = {}) =>
  exchange(
    { method: 'GET', origin, path: '/', headers: [], body: undefined, ...request },
    { signal: new AbortController().signal, timeoutMs: 5_000, onChunk: () => undefined, ...options },
  );

describe('a server', () => {
  it('on this machine may have a certificate of its own', async () => {
    const made = createHttps(
      { key: fixture('localhost.key.pem'), cert: fixture('localhost.cert.pem') },
      (_request, response) => response.end('fine'),
    );
    const port = await listen(made);
    expect(await ask(`https://127.0.0.1:${port}`)).toMatchObject({ status: 200, wireBytes: 4 });
  });

  it('may not answer with a status that is none', async () => {
    const made = createTcp((socket) => {
      socket.on('error', () => undefined);
      socket.once('data', () => socket.end('HTTP/1.1 000 Nothing\r\ncontent-length: 2\r\n\r\nno'));
    });
    const port = await listen(made);
    await expect(ask(`http://127.0.0.1:${port}`)).rejects.toThrow('is not HTTP');
  });

  it('may listen on IPv6', async () => {
    const made = createHttp((request, response) => response.end(request.headers.host));
    const port = await listen(made, '::1');
    const chunks: string[] = [];
    await ask(`http://[::1]:${port}`, {}, { onChunk: (chunk) => void chunks.push(Buffer.from(chunk).toString()) });
    expect(chunks.join('')).toBe(`[::1]:${port}`);
  });

  it('may refuse a body before it was sent', async () => {
    const made = createTcp((socket) => {
      socket.on('error', () => undefined);
      socket.once('data', () =>
        socket.end('HTTP/1.1 413 Too Large\r\ncontent-length: 2\r\nconnection: close\r\n\r\nno'),
      );
    });
    const port = await listen(made);
    const bytes = 64 * 1024 * 1024;
    const body = {
      bytes,
      *chunks() {
        for (let sent = 0; sent < bytes; sent += 65_536) yield Buffer.alloc(65_536);
      },
    };
    const headers = [['content-length', String(bytes)]] as const;
    const sent = ask(`http://127.0.0.1:${port}`, {
      method: 'POST',
      headers,
      body: {
        ...body,
        async *chunks() {
          yield* body.chunks();
        },
      },
    });
    expect(await sent).toMatchObject({ status: 413 });
  });

  it.each([
    ['says something else than HTTP', 'SSH-2.0-OpenSSH_9\r\n', /is not HTTP/],
    ['hangs up', '', /closed the connection without an answer/],
  ])('that %s is told', async (_name, said, message) => {
    const made = createTcp((socket) => socket.once('data', () => socket.end(said)));
    const port = await listen(made);
    await expect(ask(`http://127.0.0.1:${port}`)).rejects.toThrow(message);
  });

  it('that cannot be found is told', async () => {
    await expect(ask('http://no-such-host.invalid')).rejects.toThrow(/The name of .* is not known/);
  });
});

it('reads no faster than the answer is taken', async () => {
  const total = 48 * 1024 * 1024;
  const made = createHttp((_request, response) => {
    response.writeHead(200, { 'content-length': String(total) });
    response.end(Buffer.alloc(total));
  });
  const port = await listen(made);
  let taken = 0;
  let atOnce = 0;
  const end = await ask(
    `http://127.0.0.1:${port}`,
    {},
    {
      async onChunk(chunk) {
        atOnce += 1;
        expect(atOnce).toBe(1);
        await Promise.resolve();
        taken += chunk.length;
        atOnce -= 1;
      },
    },
  );
  expect([taken, end.wireBytes, end.cut]).toEqual([total, total, undefined]);
});
