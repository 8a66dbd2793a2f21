import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createApiClient, type SendOptions } from '../../../../../plugins/system/servers/client/api-client.js';
import { plainRequest, type ApiRequest } from '../../../../../plugins/system/servers/client/api-request.js';
import { testServer, type TestServer } from './test-server.js';

const MEGABYTE = Buffer.alloc(1024 * 1024, 'x');

let server: TestServer;
let folder: string;
let secrets: string[];
let gate: (() => void) | undefined;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'devmgr-client-'));
  secrets = [];
  server = await testServer((request, response, body) => {
    const path = new URL(request.url ?? '/', 'http://x').pathname;
    if (path === '/json')
      response.setHeader('content-type', 'application/json').end('{"big":12345678901234567890,"a":[]}');
    else if (path === '/echo') response.setHeader('content-type', 'text/plain').end(body);
    else if (path === '/gzip')
      response
        .setHeader('content-type', 'application/json')
        .setHeader('content-encoding', 'gzip')
        .end(gzipSync('[1,2]'));
    else if (path === '/latin')
      response.setHeader('content-type', 'text/plain; charset=iso-8859-1').end(Buffer.from([0xe4, 0x62]));
    else if (path === '/image') response.setHeader('content-type', 'image/png').end(Buffer.from([1, 0, 2]));
    else if (path === '/empty') response.writeHead(204).end();
    else if (path === '/move') response.writeHead(307, { location: '/echo' }).end();
    else if (path === '/see') response.writeHead(303, { location: '/json' }).end();
    else if (path === '/away') response.writeHead(302, { location: 'http://example.com/' }).end();
    else if (path === '/loop') response.writeHead(302, { location: '/loop' }).end();
    else if (path === '/cut') {
      response.writeHead(200, { 'content-type': 'text/plain', 'content-length': '100' }).write('half');
      gate = () => response.destroy();
    } else if (path === '/events') {
      response.writeHead(200, { 'content-type': 'text/event-stream' }).write('data: one\n\n');
      gate = () => response.write('data: two\n\n');
    } else if (path === '/big')
      response.setHeader('content-type', 'application/json').end(`[${'1,'.repeat(600_000)}1]`);
    else if (path === '/endless') {
      response.setHeader('content-type', 'text/plain');
      const more = () => {
        while (!response.destroyed && response.write(MEGABYTE));
      };
      response.on('drain', more);
      more();
    } else if (path !== '/silent') response.writeHead(404).end('no');
  });
});

afterEach(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

const client = (url = server.url) =>
  createApiClient({
    url,
    folder,
    variable: (name) => ({ TOKEN: 'tok-123456789', ID: '7' })[name],
    addSecret: (value) => secrets.push(value),
  });
const send = (request: Partial<ApiRequest> & { path: string }, options: Partial<SendOptions> = {}) =>
  client().send(
    { ...plainRequest('GET', request.path), ...request },
    { signal: new AbortController().signal, ...options },
  );

describe('a request', () => {
  it('fills and encodes path, query and headers', async () => {
    await send({
      path: '/orders/{id}/x y?a=1',
      params: { id: '../a/b c' },
      query: [
        ['q', 'ä&b'],
        ['q', '2'],
      ],
      headers: [
        ['Authorization', 'Bearer $TOKEN'],
        ['X-Price', '5$$'],
      ],
    });
    expect(server.seen[0]).toMatchObject({
      url: '/orders/..%2Fa%2Fb%20c/x%20y?a=1&q=%C3%A4%26b&q=2',
      headers: { authorization: 'Bearer tok-123456789', 'x-price': '5$' },
    });
    expect(secrets).toContain('tok-123456789');
  });

  it('stands below the path of the server', async () => {
    await client(`${server.url}/api`).send(plainRequest('get', '/x'), { signal: new AbortController().signal });
    expect(server.seen[0]).toMatchObject({ method: 'GET', url: '/api/x' });
  });

  it.each<[string, Partial<ApiRequest> & { path: string }, string]>([
    ['a value that lacks', { path: '/orders/{id}' }, '{id} in the path has no value'],
    ['another server', { path: 'http://example.com/' }, 'http://example.com/ is no path of the server'],
    ['another server without its scheme', { path: '//example.com/' }, '//example.com/ is no path of the server'],
    ['a variable that is not set', { path: '/', headers: [['X-A', '$NOPE']] }, 'X-A needs $NOPE, which is not set'],
    ['a secret that was not saved', { path: '/', headers: [['Authorization', '']] }, 'Authorization has no value'],
    ['a secret of which the kind was saved', { path: '/', headers: [['X-A', 'Bearer ']] }, 'X-A has no value'],
    ['a header that would be two', { path: '/', headers: [['X-A', 'b\r\nX-C: d']] }, 'The header X-A cannot be sent'],
    ['a length of its own', { path: '/', headers: [['Content-Length', '9']] }, 'Content-Length is set by devmgr'],
    ['a method that is none', { path: '/', method: 'G T' }, 'G T is no method of HTTP'],
    [
      'a file that is none',
      { path: '/', body: { kind: 'file', path: 'none.txt', contentType: undefined } },
      'none.txt is no file',
    ],
  ])('is refused with %s', async (_name, request, message) => {
    await expect(send(request)).rejects.toThrow(message);
    expect(server.seen).toEqual([]);
  });

  it.each<[string, ApiRequest['body'], string, string]>([
    ['JSON', { kind: 'json', text: '{"a":"ä"}' }, 'application/json', '{"a":"ä"}'],
    ['text', { kind: 'text', text: 'x', contentType: 'text/csv' }, 'text/csv', 'x'],
    ['a form', { kind: 'form', fields: [['a b', 'c&d']] }, 'application/x-www-form-urlencoded', 'a%20b=c%26d'],
    ['a file', { kind: 'file', path: 'f.csv', contentType: undefined }, 'text/csv', 'one,two'],
  ])('sends %s', async (_name, body, contentType, sent) => {
    writeFileSync(join(folder, 'f.csv'), 'one,two');
    await send({ method: 'POST', path: '/echo', body });
    expect(server.seen[0]).toMatchObject({
      body: sent,
      headers: { 'content-type': contentType, 'content-length': String(Buffer.byteLength(sent)) },
    });
  });

  it('sends fields and files together', async () => {
    writeFileSync(join(folder, 'f.txt'), 'content');
    const { bytes } = await send({
      method: 'POST',
      path: '/echo',
      body: { kind: 'multipart', fields: [['n"', '1']], files: [['up', 'f.txt']] },
    });
    const boundary = /boundary=(\S+)/.exec(server.seen[0]?.headers['content-type'] ?? '')?.[1];
    expect(Buffer.from(bytes).toString()).toBe(
      `--${boundary}\r\ncontent-disposition: form-data; name="n%22"\r\n\r\n1\r\n--${boundary}\r\ncontent-disposition: form-data; ` +
        `name="up"; filename="f.txt"\r\ncontent-type: text/plain\r\n\r\ncontent\r\n--${boundary}--\r\n`,
    );
  });
});

describe('an answer', () => {
  it('has times, size and indented JSON with every digit', async () => {
    const answer = await send({ path: '/json' });
    expect(answer).toMatchObject({ status: 200, reason: 'OK', wireBytes: 35, cut: undefined });
    expect(answer.body).toEqual({
      kind: 'text',
      language: 'json',
      isCut: false,
      text: '{\n  "big": 12345678901234567890,\n  "a": []\n}',
    });
    expect(answer.firstByteMs).toBeGreaterThan(0);
    expect(answer.totalMs).toBeGreaterThanOrEqual(answer.firstByteMs);
  });

  it.each<[string, object]>([
    ['/gzip', { kind: 'text', text: '[\n  1,\n  2\n]' }],
    ['/latin', { kind: 'text', text: 'äb', language: 'text' }],
    ['/image', { kind: 'binary', contentType: 'image/png', bytes: 3 }],
    ['/empty', { kind: 'empty' }],
  ])('of %s is read', async (path, body) => expect((await send({ path })).body).toMatchObject(body));

  it('is cut for the screen when it is big, and whole in its bytes', async () => {
    const { body, bytes } = await send({ path: '/big' });
    expect(body).toMatchObject({ kind: 'text', isCut: true });
    expect(bytes.length).toBe(1_200_003);
  });

  it('ends where no more of it is held, when nobody wants more', async () => {
    let told = 0;
    const observer = { onChunk: (chunk: Uint8Array) => void (told += chunk.length), isLimited: true };
    const answer = await send({ path: '/endless' }, { observer });
    expect(answer).toMatchObject({ status: 200, isTooBig: true, cut: { message: 'it has more than 32 MB' } });
    expect(answer.bytes.length).toBeGreaterThan(31 * 1024 * 1024);
    expect(told).toBeLessThan(40 * 1024 * 1024);
  });

  it('ends when it cannot be passed on', async () => {
    const onChunk = () => Promise.reject(new Error('no space'));
    expect((await send({ path: '/endless' }, { observer: { onChunk } })).cut).toEqual({ message: 'no space' });
    const onText = () => {
      throw new Error('no reader');
    };
    expect((await send({ path: '/endless' }, { observer: { onText } })).cut).toEqual({ message: 'no reader' });
  });

  it('tells of a redirect; one to itself is followed when that is wanted', async () => {
    expect(await send({ path: '/move' })).toMatchObject({
      status: 307,
      redirect: { location: '/echo', isOwn: true },
      hops: [],
    });
    const body = { kind: 'json', text: '1' } as const;
    const followed = await send({ method: 'POST', path: '/move', body }, { follows: true });
    expect(followed).toMatchObject({ status: 200, hops: [{ status: 307, location: '/echo' }], body: { text: '1' } });
    expect(await send({ method: 'POST', path: '/see', body }, { follows: true })).toMatchObject({ status: 200 });
    expect(server.seen.at(-1)).toMatchObject({ method: 'GET', url: '/json', body: '' });
    expect(await send({ path: '/away' }, { follows: true })).toMatchObject({ status: 302, redirect: { isOwn: false } });
  });

  it('is none when it is redirected again and again', async () => {
    await expect(send({ path: '/loop' }, { follows: true })).rejects.toMatchObject({
      message: expect.stringContaining('redirected more than 10 times, at last to /loop') as string,
      exitCode: 1,
    });
    expect(server.seen.length).toBe(11);
  });

  it('comes as a stream, and is what came when it is stopped', async () => {
    const abort = new AbortController();
    const texts: string[] = [];
    const onText = (text: string) => {
      texts.push(text);
      if (texts.length === 1) gate?.();
      else abort.abort();
    };
    const answer = await send({ path: '/events' }, { signal: abort.signal, observer: { onText } });
    expect(texts).toEqual(['data: one\n\n', 'data: two\n\n']);
    expect(answer).toMatchObject({
      cut: 'stopped',
      body: { kind: 'text', language: 'events', text: 'data: one\n\ndata: two\n\n' },
    });
  });

  it('that breaks off says so', async () => {
    const answer = await send({ path: '/cut' }, { observer: { onText: () => gate?.() } });
    expect(answer).toMatchObject({
      cut: { message: 'the connection was closed before the end of the answer' },
      body: { text: 'half' },
    });
  });
});

describe('no answer', () => {
  it('in time is an error', async () => {
    await expect(send({ path: '/silent' }, { timeoutMs: 50 })).rejects.toThrow(/did not answer within 0.05 s/);
  });

  it('because nobody listens is an error', async () => {
    const { url } = server;
    await server.close();
    await expect(client(url).send(plainRequest('GET', '/'), { signal: new AbortController().signal })).rejects.toThrow(
      `Nothing listens at ${url}`,
    );
  });

  it('because it was stopped rejects with the reason', async () => {
    const abort = new AbortController();
    const sent = send({ path: '/silent' }, { signal: abort.signal });
    abort.abort(new Error('enough'));
    await expect(sent).rejects.toThrow('enough');
  });
});
