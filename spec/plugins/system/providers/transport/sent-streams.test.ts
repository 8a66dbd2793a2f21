import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import type { HttpStreamBody } from '../../../../../plugins/system/providers/transport/http-client.js';
import { ask, client, keep, limits } from './support/client-stage.js';

let bodies: string[] = [];
afterEach(() => {
  bodies = [];
});

async function server(answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<string> {
  const made = createServer((request, response) => {
    let text = '';
    request.on('data', (piece: Buffer) => (text += piece.toString()));
    request.on('end', () => bodies.push(text));
    answer(request, response);
  });
  await new Promise<void>((resolve) => made.listen(0, '127.0.0.1', resolve));
  keep({
    dispose: () => {
      made.closeAllConnections();
      made.close();
    },
  });
  return `http://127.0.0.1:${(made.address() as AddressInfo).port}`;
}

const atEnd = (request: IncomingMessage, response: ServerResponse) => request.on('end', () => response.end('ok'));

function body(pieces: () => AsyncGenerator<Uint8Array>, byteLength: number): HttpStreamBody {
  return { pieces, byteLength };
}

describe('a body that is sent piece by piece', () => {
  it('may take longer than the answer may, as long as it goes on', async () => {
    const url = await server(atEnd);
    async function* slow() {
      for (let at = 0; at < 8; at++) {
        await pause(200);
        yield Buffer.from(String(at));
      }
    }
    const sent = { method: 'POST', body: body(slow, 8), timeouts: limits({ firstByte: 1_500 }) } as const;
    const response = await client().send(ask(url, sent));
    expect(await response.text(10)).toBe('ok');
    expect(bodies).toEqual(['01234567']);
  });

  it('has the time for the answer once it is out', async () => {
    const url = await server(() => undefined);
    async function* quick() {
      yield Buffer.from('x');
    }
    const sent = { method: 'POST', body: body(quick, 1), timeouts: limits({ firstByte: 60 }) } as const;
    await expect(client().send(ask(url, sent))).rejects.toMatchObject({ kind: 'first-byte-timeout' });
  });

  it('is let go of when the request is aborted in the middle', async () => {
    const url = await server(atEnd);
    const stop = new AbortController();
    const ended = withResolvers();
    async function* endless() {
      try {
        for (;;) {
          yield Buffer.alloc(1_000);
          await pause(1);
          stop.abort('enough');
        }
      } finally {
        ended.resolve(undefined);
      }
    }
    const sent = { method: 'POST', body: body(endless, 10_000_000), signal: stop.signal } as const;
    await expect(client().send(ask(url, sent))).rejects.toBe('enough');
    await ended.promise;
    expect(bodies).toEqual([]);
  });

  it('that fails fails the request, and nothing arrives as if it were whole', async () => {
    const url = await server(atEnd);
    async function* broken() {
      yield Buffer.from('half');
      await pause(1);
      throw new Error('gone');
    }
    await expect(client().send(ask(url, { method: 'POST', body: body(broken, 8) }))).rejects.toMatchObject({
      name: 'HttpFailure',
    });
    expect(bodies).toEqual([]);
  });
});

function withResolvers() {
  let resolve: (value: unknown) => void = () => undefined;
  const promise = new Promise((done) => (resolve = done));
  return { promise, resolve };
}
