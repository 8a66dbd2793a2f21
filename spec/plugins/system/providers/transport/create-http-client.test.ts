import { describe, expect, it } from 'vitest';
import {
  answer,
  cut,
  dripping,
  gzipped,
  gzippedStream,
  hangUp,
  json,
  raw,
  redirect,
  silence,
  stream,
  type FaultTarget,
} from '../../../../support/faults.js';
import { ask, client, faulty, limits } from './support/client-stage.js';

async function textsOf(body: AsyncIterable<Uint8Array>): Promise<string> {
  const pieces: Uint8Array[] = [];
  for await (const piece of body) pieces.push(piece);
  return Buffer.concat(pieces).toString();
}

describe('answers', () => {
  it('sends method, headers and body, and gives status, headers and text', async () => {
    const server = await faulty(json({ well: true }, 418, { 'X-Kind': 'teapot' }));
    const request = ask(`${server.url}/v1/tea?strong=1`, {
      method: 'POST',
      headers: { 'X-Key': 'k1' },
      body: '{"ü":1}',
    });
    const response = await client().send(request);
    expect(response.status).toBe(418);
    expect(response.header('x-KIND')).toBe('teapot');
    expect(response.header('absent')).toBeUndefined();
    expect(await response.text(1_000)).toBe('{"well":true}');
    expect(server.requests).toMatchObject([
      { method: 'POST', path: '/v1/tea?strong=1', body: '{"ü":1}', headers: { 'x-key': 'k1', 'user-agent': 'devmgr' } },
    ]);
  });

  it('keeps a connection for the next request', async () => {
    const server = await faulty(json([]));
    const http = client();
    for (let i = 0; i < 3; i++) await (await http.send(ask(server.url))).text(100);
    expect(server.requests).toHaveLength(3);
    expect(server.acceptedConnections).toBe(1);
  });

  it('an answer whose body nobody reads does not keep the connection busy', async () => {
    const server = await faulty([answer(204), answer(200), answer(404)]);
    const http = client();
    for (const status of [204, 200, 404]) {
      expect((await http.send(ask(server.url))).status).toBe(status);
      await new Promise(setImmediate);
    }
    expect(await (await http.send(ask(server.url, { method: 'HEAD' }))).text(10)).toBe('');
  });

  it('an empty body that was not read at once is empty later too', async () => {
    const server = await faulty(answer(200));
    const response = await client().send(ask(server.url));
    await server.until(() => server.requests.length === 1);
    for (let i = 0; i < 5; i++) await new Promise(setImmediate);
    expect(await response.text(10)).toBe('');
  });

  it('does not follow a redirect', async () => {
    const elsewhere = await faulty(json('never'));
    const server = await faulty(redirect(`${elsewhere.url}/other`, 307));
    const response = await client().send(
      ask(server.url, { method: 'POST', body: '{}', headers: { authorization: 'Bearer k' } }),
    );
    expect(response.status).toBe(307);
    expect(response.header('location')).toBe(`${elsewhere.url}/other`);
    expect(elsewhere.acceptedConnections).toBe(0);
  });

  it('decompresses, each piece of a stream as it comes', async () => {
    const server = await faulty([gzipped('a whole body'), gzippedStream(['first ', 'second '], { end: 'stall' })]);
    const http = client();
    expect(await (await http.send(ask(server.url))).text(100)).toBe('a whole body');
    const seen: string[] = [];
    for await (const piece of (await http.send(ask(server.url))).body) {
      seen.push(Buffer.from(piece).toString());
      if (seen.join('') === 'first second ') break;
    }
    expect(seen.join('')).toBe('first second ');
  });

  it('reads no more text than is wanted, and cuts no character', async () => {
    const server = await faulty([answer(200, 'x'.repeat(50_000_000)), stream(cut('aä', 1), { end: 'stall' })]);
    const http = client();
    expect(await (await http.send(ask(server.url))).text(1_000)).toBe('x'.repeat(1_000));
    expect(await (await http.send(ask(server.url))).text(2)).toBe('a');
    await server.until(() => server.openConnections === 0);
  });

  it('a server on 127.0.0.1 only is found under the name localhost', async () => {
    const server = await faulty(json('here'));
    expect(await (await client().send(ask(`http://localhost:${server.port}/`))).text(10)).toBe('"here"');
  });

  it('headers and body that come byte by byte, up to the end of the chunks', async () => {
    const server = await faulty(dripping(stream(['slow ', 'but whole'], { headers: { connection: 'close' } })));
    const response = await client().send(ask(server.url));
    const slow = response.body[Symbol.asyncIterator]();
    const first = await slow.next();
    // All of it has come before anybody reads on.
    await server.until(() => server.openConnections === 0);
    const rest = await textsOf({ [Symbol.asyncIterator]: () => slow });
    expect(Buffer.from(first.value as Uint8Array).toString() + rest).toBe('slow but whole');
  });
});

describe('a connection that the server has closed meanwhile', () => {
  it('is replaced without a word', async () => {
    const server = await faulty([json('first'), hangUp('tear'), json('third')]);
    const http = client();
    await (await http.send(ask(server.url))).text(100);
    expect(await (await http.send(ask(server.url))).text(100)).toBe('"third"');
    expect(server.acceptedConnections).toBe(2);
  });

  it('and so are others that are kept as long', async () => {
    const used = new Set<FaultTarget>();
    const server = await faulty((target) => {
      if (used.has(target)) return target.tear();
      used.add(target);
      return json('fresh')(target);
    });
    const http = client();
    const get = async () => (await http.send(ask(server.url))).text(100);
    await Promise.all([get(), get(), get()]);
    expect(await get()).toBe('"fresh"');
    expect(server.acceptedConnections).toBe(4);
  });

  it('but only once: a second failure is told', async () => {
    const server = await faulty([json('first'), hangUp('tear')]);
    const http = client();
    await (await http.send(ask(server.url))).text(100);
    await expect(http.send(ask(server.url))).rejects.toMatchObject({ kind: 'torn' });
    expect(server.requests).toHaveLength(3);
  });
});

describe('what goes wrong is told in words', () => {
  it.each([
    ['closed after the request', hangUp('close')],
    ['torn after the request', hangUp('tear')],
  ])('%s', async (_name, fault) => {
    const server = await faulty(fault);
    await expect(client().send(ask(server.url))).rejects.toMatchObject({
      name: 'HttpFailure',
      kind: 'torn',
      message: 'the connection was closed without an answer',
    });
    expect(server.requests).toHaveLength(1);
  });

  it('torn in the middle of a body, in each way there is', async () => {
    const half = raw('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nhalf');
    const server = await faulty([
      stream(['half'], { end: 'close' }),
      stream(['half'], { end: 'tear' }),
      async (target) => {
        await half(target);
        target.close();
      },
      gzippedStream(['half'], { end: 'tear' }),
    ]);
    const http = client();
    for (let i = 0; i < 4; i++) {
      const response = await http.send(ask(server.url)).catch((error: unknown) => error as never);
      const reading = response instanceof Error ? Promise.reject(response) : response.text(1_000);
      await expect(reading).rejects.toMatchObject({
        kind: 'torn',
        message: 'the connection was torn in the middle of the answer',
      });
    }
  });

  it('nobody listens; the name does not exist; no URL; no HTTP', async () => {
    const server = await faulty(raw('SSH-2.0-OpenSSH_9.2\r\n\r\n'));
    const { port } = server;
    const http = client();
    await expect(http.send(ask(server.url))).rejects.toMatchObject({ message: 'the answer is not HTTP' });
    await server.dispose();
    const refused = { kind: 'unreachable', message: 'connection refused' };
    await expect(http.send(ask(`http://127.0.0.1:${port}`))).rejects.toMatchObject(refused);
    await expect(http.send(ask(`http://localhost:${port}`))).rejects.toMatchObject(refused);
    const unknown = http.send(ask('http://no-such-host.invalid/'));
    await expect(unknown).rejects.toMatchObject({ kind: 'unreachable', message: 'the host name is not known' });
    await expect(http.send(ask('http://[bad'))).rejects.toMatchObject({ message: 'the address is not a URL' });
    await expect(http.send(ask('file:///etc/passwd'))).rejects.toMatchObject({
      message: 'the address is not an http or https URL',
    });
  });

  it('a key that cannot be sent is not repeated', async () => {
    const server = await faulty(json('never'));
    const sent = client().send(ask(server.url, { headers: { Authorization: 'Bearer sk-secret\nX: y' } }));
    const error = await sent.catch((reason: unknown) => reason as Error);
    expect(error).toMatchObject({
      name: 'HttpFailure',
      message: 'the header Authorization has characters that it must not, such as a line break',
    });
    expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain('sk-secret');
    expect(server.acceptedConnections).toBe(0);
  });

  it('nor is a password in the address', async () => {
    const error = await client()
      .send(ask('http://user:hunter2@127.0.0.1:1/'))
      .catch((reason: unknown) => reason as Error);
    expect(error).toMatchObject({ name: 'HttpFailure', kind: 'unreachable' });
    expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain('hunter2');
  });
});

describe('time limits', () => {
  it('no answer at all', async () => {
    const server = await faulty(silence());
    const sent = client().send(ask(server.url, { timeouts: limits({ firstByte: 50 }) }));
    await expect(sent).rejects.toMatchObject({ kind: 'first-byte-timeout', message: 'no answer within 0.05 s' });
    await server.until(() => server.openConnections === 0);
  });

  it('headers alone are no answer', async () => {
    const server = await faulty(stream([], { end: 'stall' }));
    const response = await client().send(ask(server.url, { timeouts: limits({ firstByte: 2_000 }) }));
    await expect(response.text(10)).rejects.toMatchObject({ kind: 'first-byte-timeout' });
    await server.until(() => server.openConnections === 0);
  });

  it('headers that come too slowly', async () => {
    const server = await faulty(dripping(answer(200, 'x'), 50));
    const sent = client().send(ask(server.url, { timeouts: limits({ firstByte: 200 }) }));
    await expect(sent).rejects.toMatchObject({ kind: 'first-byte-timeout' });
    await server.until(() => server.openConnections === 0);
  });

  it('a body that stops', async () => {
    const server = await faulty(stream(['one', 'two'], { end: 'stall' }));
    const response = await client().send(ask(server.url, { timeouts: limits({ idle: 100 }) }));
    await expect(response.text(1_000)).rejects.toMatchObject({
      kind: 'idle-timeout',
      message: 'the answer has stopped for 0.1 s',
    });
    await server.until(() => server.openConnections === 0);
  });

  it('a slow body that never stops for long, and a slow reader, are fine', async () => {
    const server = await faulty(stream([...'abcdefghijkl'], { everyMs: 150 }));
    const timeouts = limits({ firstByte: 1_500, idle: 1_500 });
    const response = await client().send(ask(server.url, { timeouts }));
    let text = '';
    for await (const piece of response.body) {
      text += Buffer.from(piece).toString();
      if (text === 'a') await new Promise((resolve) => setTimeout(resolve, 1_700));
    }
    expect(text).toBe('abcdefghijkl');
  });

  it('a TLS handshake that nobody answers is no connection', async () => {
    const server = await faulty(silence(), { onConnection: 'ignore' });
    const sent = client().send(ask(`https://localhost:${server.port}`, { timeouts: limits({ connect: 80 }) }));
    await expect(sent).rejects.toMatchObject({ kind: 'connect-timeout', message: 'no connection within 0.08 s' });
    await server.until(() => server.openConnections === 0);
  });
});

describe('aborting', () => {
  it('before it begins nothing is sent', async () => {
    const server = await faulty(json('never'));
    await expect(client().send(ask(server.url, { signal: AbortSignal.abort('enough') }))).rejects.toBe('enough');
    expect(server.acceptedConnections).toBe(0);
  });

  it('just as the connection is opened', async () => {
    const server = await faulty(json('other'));
    const stop = new AbortController();
    // Headers are looked at twice: when they are checked, and right before the connection is made.
    let looks = 0;
    const headers = Object.defineProperty({}, 'x', {
      enumerable: true,
      get: () => {
        if (++looks === 2) queueMicrotask(() => stop.abort('enough'));
        return 'y';
      },
    });
    const sent = client().send(ask(server.url, { signal: stop.signal, headers }));
    await expect(sent).rejects.toBe('enough');
    // Whoever was accepted before this one has been seen.
    const other = client();
    await (await other.send(ask(server.url))).text(100);
    await other.dispose();
    await server.until(() => server.openConnections === 0);
  });

  it('while connecting', async () => {
    const server = await faulty(silence(), { onConnection: 'ignore' });
    const stop = new AbortController();
    const sent = client().send(ask(`https://localhost:${server.port}`, { signal: stop.signal }));
    await server.until(() => server.openConnections === 1);
    stop.abort('enough');
    await expect(sent).rejects.toBe('enough');
    await server.until(() => server.openConnections === 0);
  });

  it('while waiting for headers', async () => {
    const server = await faulty(silence());
    const stop = new AbortController();
    const sent = client().send(ask(server.url, { signal: stop.signal }));
    await server.until(() => server.requests.length === 1);
    stop.abort('enough');
    await expect(sent).rejects.toBe('enough');
    await server.until(() => server.openConnections === 0);
  });

  it.each(['reading', 'not reading'])('in the middle of a body, while %s', async (how) => {
    const server = await faulty(stream(['one'], { end: 'stall' }));
    const stop = new AbortController();
    const body = (await client().send(ask(server.url, { signal: stop.signal }))).body[Symbol.asyncIterator]();
    await body.next();
    if (how === 'reading') {
      const next = body.next();
      stop.abort('enough');
      await expect(next).rejects.toBe('enough');
    } else {
      stop.abort('enough');
      await expect(body.next()).rejects.toBe('enough');
    }
    await server.until(() => server.openConnections === 0);
  });

  it('a compressed body', async () => {
    const server = await faulty(gzippedStream(['one'], { end: 'stall' }));
    const stop = new AbortController();
    const body = (await client().send(ask(server.url, { signal: stop.signal }))).body[Symbol.asyncIterator]();
    await body.next();
    stop.abort('enough');
    await expect(body.next()).rejects.toBe('enough');
    await server.until(() => server.openConnections === 0);
  });

  it('a body that has come but is not read', async () => {
    const server = await faulty(stream(['all of it'], { headers: { connection: 'close' } }));
    const stop = new AbortController();
    const response = await client().send(ask(server.url, { signal: stop.signal }));
    await server.until(() => server.openConnections === 0);
    stop.abort('enough');
    await expect(response.text(100)).rejects.toBe('enough');
  });

  it('after the end it changes nothing', async () => {
    const server = await faulty(json('done'));
    const stop = new AbortController();
    const http = client();
    await (await http.send(ask(server.url, { signal: stop.signal }))).text(10);
    stop.abort();
    await (await http.send(ask(server.url))).text(10);
    expect(server.acceptedConnections).toBe(1);
  });
});

it('leaving the body closes the connection', async () => {
  const server = await faulty(stream(['one', 'two'], { end: 'stall' }));
  for await (const _piece of (await client().send(ask(server.url))).body) break;
  await server.until(() => server.openConnections === 0);
});

it('disposing ends what is under way and closes what was kept', async () => {
  const server = await faulty([json('kept'), stream(['one'], { end: 'stall' }), silence()]);
  const http = client();
  await (await http.send(ask(server.url))).text(10);
  const streaming = (await http.send(ask(server.url))).text(1_000);
  const waiting = http.send(ask(server.url));
  await server.until(() => server.requests.length === 3);
  await http.dispose();
  await expect(streaming).rejects.toMatchObject({ kind: 'torn' });
  await expect(waiting).rejects.toMatchObject({ kind: 'torn' });
  await expect(http.send(ask(server.url))).rejects.toMatchObject({ kind: 'torn' });
  await server.until(() => server.openConnections === 0);
});
