import { brotliCompressSync, deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import {
  answer,
  cut,
  dripping,
  gzipped,
  gzippedStream,
  hangUp,
  json,
  redirect,
  silence,
  stream,
} from '../../../../support/faults.js';
import type { HttpRequest } from '../../../../../plugins/system/providers/transport/http-client.js';
import { ask, client, faulty, limits } from './support/client-stage.js';

const direct = (url: string, over: Partial<HttpRequest> = {}) => ask(url, { isDirect: true, ...over });

describe('a request without node-fetch', () => {
  it('sends method, headers and body, and gives status, headers and text', async () => {
    const server = await faulty([json({ well: true }, 418, { 'X-Kind': 'teapot' }), redirect('http://elsewhere/')]);
    const headers = { 'X-Key': 'k1', 'Content-Type': 'application/json' };
    const http = client();
    const response = await http.send(
      direct(`${server.url}/v1/tea?strong=1`, { method: 'POST', headers, body: '{"ü":1}' }),
    );
    expect(response.status).toBe(418);
    expect(response.header('x-KIND')).toBe('teapot');
    expect(response.header('absent')).toBeUndefined();
    expect(await response.text(1_000)).toBe('{"well":true}');
    expect(server.requests).toMatchObject([
      { method: 'POST', path: '/v1/tea?strong=1', body: '{"ü":1}', headers: { 'x-key': 'k1', 'user-agent': 'devmgr' } },
    ]);
    const away = await http.send(direct(server.url));
    expect([away.status, away.header('location')]).toEqual([302, 'http://elsewhere/']);
    expect(await away.text(10)).toBe('');
    expect(server.acceptedConnections).toBe(1);
  });

  it('reads what is compressed, cut and dripped', async () => {
    const text = 'Grüße 🚀 '.repeat(50);
    const server = await faulty([
      gzipped(text),
      gzippedStream(['one ', 'two']),
      answer(200, brotliCompressSync(text), { 'content-encoding': 'br' }),
      answer(200, deflateSync(text), { 'content-encoding': 'deflate' }),
      stream(cut(text, 3)),
      dripping(stream(['slow ', 'but whole'], { headers: { connection: 'close' } })),
    ]);
    const http = client();
    const read = async () => (await http.send(direct(server.url))).text(10_000);
    expect([await read(), await read(), await read(), await read(), await read(), await read()]).toEqual([
      text,
      'one two',
      text,
      text,
      text,
      'slow but whole',
    ]);
  });

  it('takes in a body that nobody reads yet, and is refused it after an abort', async () => {
    const server = await faulty(stream(['all of it'], { headers: { connection: 'close' } }));
    const stop = new AbortController();
    const response = await client().send(direct(server.url, { signal: stop.signal }));
    await server.until(() => server.openConnections === 0);
    stop.abort('enough');
    await expect(response.text(100)).rejects.toBe('enough');
  });

  it('replaces a connection that was closed meanwhile, and tells of one that breaks', async () => {
    const server = await faulty([
      json('first'),
      hangUp('tear'),
      json('third'),
      stream(['begun'], { end: 'tear' }),
      gzippedStream(['begun'], { end: 'tear' }),
      stream(['begun'], { end: 'close' }),
    ]);
    const http = client();
    expect(await (await http.send(direct(server.url))).text(100)).toBe('"first"');
    expect(await (await http.send(direct(server.url))).text(100)).toBe('"third"');
    for (let left = 3; left > 0; left -= 1)
      await expect(http.send(direct(server.url)).then((response) => response.text(100))).rejects.toMatchObject({
        kind: 'torn',
      });
  });

  it('keeps to its limits of time', async () => {
    const server = await faulty([silence(), stream(['begun'], { end: 'stall' })]);
    const http = client();
    const short = direct(server.url, { timeouts: limits({ firstByte: 50, idle: 50 }) });
    await expect(http.send(short)).rejects.toMatchObject({ kind: 'first-byte-timeout' });
    await expect(http.send(short).then((response) => response.text(100))).rejects.toMatchObject({
      kind: 'idle-timeout',
    });
    await server.until(() => server.openConnections === 0);
  });

  it('closes the connection when it is aborted or left', async () => {
    const server = await faulty([silence(), stream(['one', 'two'], { end: 'stall' })]);
    const http = client();
    const stop = new AbortController();
    const waiting = http.send(direct(server.url, { signal: stop.signal }));
    await server.until(() => server.requests.length === 1);
    stop.abort('enough');
    await expect(waiting).rejects.toBe('enough');
    await server.until(() => server.openConnections === 0);
    for await (const _piece of (await http.send(direct(server.url))).body) break;
    await server.until(() => server.openConnections === 0);
  });

  it('says why there is nobody', async () => {
    const server = await faulty(json('gone'));
    const { url } = server;
    await server.dispose();
    await expect(client().send(direct(url))).rejects.toMatchObject({ kind: 'unreachable', sign: 'refused' });
  });
});
