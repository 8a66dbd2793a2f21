import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { AnswerCall, GatewayAnswer } from '../../../../../plugins/system/gateway/gateway-call.js';
import { GatewayError } from '../../../../../plugins/system/gateway/gateway-error.js';
import { until } from '../../../../core/processes/until.js';
import { gatewayStage, TOKEN, type GatewayStage, type GatewayStageOptions } from '../support/gateway-stage.js';

let stage: GatewayStage;

afterEach(() => stage.dispose());

const chat = { model: 'm', messages: [{ role: 'user', content: 'hello' }], stream: true };
const ask = (json: object = chat, init: RequestInit = {}, path = '/v1/chat/completions') =>
  stage.fetch(path, { ...init, json });

/** A stage whose answers are made by `answer`. */
async function answering(
  answer: (call: AnswerCall) => Promise<GatewayAnswer>,
  more: GatewayStageOptions = {},
): Promise<void> {
  stage = await gatewayStage({ ...more, upstream: { answer } });
}

/** Says one piece, and nothing more until the call is aborted. */
async function* endless(call: AnswerCall): AsyncGenerator<string> {
  yield 'data: {"n":1}\n\n';
  await once(call.signal, 'abort');
}

const stream = (events: AsyncIterable<string>): Promise<GatewayAnswer> =>
  Promise.resolve({ kind: 'stream', headers: {}, events });

it('calls that go on say how far they are', async () => {
  const seen: AnswerCall[] = [];
  let say: () => void = () => undefined;
  await answering(
    async (call) => {
      seen.push(call);
      call.trace.routed('fast');
      call.trace.asking('one/a');
      await new Promise<void>((resolve) => (say = resolve));
      call.trace.firstToken();
      call.trace.streamed(3);
      return stream(endless(call));
    },
    { settings: { maxConcurrent: 1 } },
  );
  const current = async () => ((await (await stage.fetch('/status')).json()) as { current: object[] }).current;
  const client = new AbortController();
  const asked = ask({ ...chat, model: 'fast' }, { signal: client.signal });
  await until(() => seen.length === 1, 'it is asked');
  const other = new AbortController();
  const second = ask(chat, { signal: other.signal }).catch(() => undefined);
  await until(() => stage.gateway.calls.slots.waiting === 1, 'the second waits');
  expect(await current()).toMatchObject([
    { model: 'fast', route: 'fast', target: 'one/a', state: 'waiting', is_stream: true, output_tokens: null },
    { model: 'm', route: null, target: null, state: 'queued' },
  ]);
  other.abort();
  await second;
  say();
  await (await asked).body?.getReader().read();
  expect(await current()).toMatchObject([
    { state: 'answering', output_tokens: 3, first_token_ms: expect.any(Number) as number },
  ]);
  client.abort();
});

describe('a client that goes', () => {
  it('ends the call before its answer has begun', async () => {
    let signal: AbortSignal | undefined;
    await answering(async (call) => {
      signal = call.signal;
      await once(call.signal, 'abort');
      throw call.signal.reason;
    });
    const client = new AbortController();
    const asked = ask(chat, { signal: client.signal });
    await until(() => signal !== undefined, 'the call is there');
    client.abort();
    await expect(asked).rejects.toThrow();
    await until(() => stage.records.length === 1, 'the call has ended');
    expect(signal?.aborted).toBe(true);
    expect(stage.records[0]).toMatchObject({ outcome: 'aborted', status: 499, error: undefined });
  });

  it('ends the call in the middle of its stream', async () => {
    await answering((call) => stream(endless(call)));
    const client = new AbortController();
    const response = await ask(chat, { signal: client.signal });
    await response.body?.getReader().read();
    client.abort();
    await until(() => stage.records.length === 1, 'the call has ended');
    expect(stage.records[0]).toMatchObject({ outcome: 'aborted', status: 499, isStream: true });
    expect(stage.gateway.calls.slots.taken).toBe(0);
  });
});

describe('a client that is slow', () => {
  it('is not read ahead of, and gets all of it', async () => {
    let given = 0;
    const piece = `data: ${'x'.repeat(64 * 1024)}\n\n`;
    const count = 400;
    async function* events() {
      for (; given < count; given += 1) yield piece;
    }
    await answering(() => stream(events()));
    const socket = await rawRequest(chat);
    socket.pause();
    // The provider is no longer read when what is between it and the client is full.
    await untilUnchanged(() => given);
    expect(given).toBeLessThan(count);
    let received = 0;
    socket.on('data', (chunk: Buffer) => (received += chunk.length));
    socket.resume();
    await until(() => received >= count * piece.length, 'all has come');
    socket.destroy();
  });
});

describe('failures', () => {
  it('keep status, headers and fields of the provider, in the shape of the client', async () => {
    const options = { kind: 'rate-limited', message: 'acme: slow down', code: 'rpm', retryAfterMs: 1500 } as const;
    await answering(() =>
      Promise.reject(new GatewayError({ ...options, headers: { 'x-ratelimit-limit-requests': '5' } })),
    );
    const response = await ask();
    expect([response.status, response.headers.get('retry-after'), response.headers.get('retry-after-ms')]).toEqual([
      429,
      '2',
      '1500',
    ]);
    expect(response.headers.get('x-ratelimit-limit-requests')).toBe('5');
    const error = { message: 'acme: slow down', type: 'rate_limit_error', param: null, code: 'rpm' };
    expect(await response.json()).toEqual({ error });
    const anthropic = await ask({ ...chat, max_tokens: 5 }, {}, '/v1/messages');
    expect(await anthropic.json()).toMatchObject({
      type: 'error',
      error: { type: 'rate_limit_error', message: 'acme: slow down' },
    });
    await until(() => stage.records.length === 2, 'both have ended');
    expect(stage.records.map(({ outcome, error: told }) => [outcome, told])).toEqual([
      ['failed', 'acme: slow down'],
      ['failed', 'acme: slow down'],
    ]);
  });

  it('of devmgr itself say no more than where to look', async () => {
    await answering(() => Promise.reject(new TypeError('secret thing is not a function')));
    const response = await ask();
    const body = await response.text();
    expect([response.status, body]).toEqual([500, expect.stringContaining('internal_error')]);
    expect(body).not.toContain('secret thing');
    expect(stage.ai.logged().join('\n')).toContain('POST /v1/chat/completions failed');
  });

  it('that were told inside a stream are failures in the record', async () => {
    async function* events(call: AnswerCall) {
      yield 'data: {}\n\n';
      call.trace.tried({ target: 'acme/one', outcome: 'failed', reason: 'it broke', durationMs: 1 });
      yield 'data: {"error":{}}\n\n';
    }
    await answering((call) => stream(events(call)));
    await (await ask()).text();
    await until(() => stage.records.length === 1, 'the call has ended');
    expect(stage.records[0]).toMatchObject({ outcome: 'failed', error: 'it broke', target: 'acme/one', status: 200 });
  });
});

describe('many calls', () => {
  it('wait for their turn, and beyond that are told to come again', async () => {
    const held: (() => void)[] = [];
    await answering(
      async () => {
        await new Promise<void>((resolve) => held.push(resolve));
        return { kind: 'whole', headers: {}, body: '{}' };
      },
      { settings: { maxConcurrent: 2 } },
    );
    const { slots } = stage.gateway.calls;
    const first = [ask(), ask()];
    await until(() => held.length === 2, 'two run');
    const waiting = [ask(), ask()];
    await until(() => slots.waiting === 2, 'two wait');
    const refused = await ask();
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '1']);
    expect(await refused.json()).toMatchObject({ error: { code: 'too_many_calls' } });
    held.splice(0).forEach((release) => release());
    await until(() => held.length === 2, 'the others run');
    held.forEach((release) => release());
    expect((await Promise.all([...first, ...waiting])).map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    await until(() => slots.taken === 0, 'none is left');
  });

  it('of 200 clients at once are all answered, each with its own', async () => {
    stage = await gatewayStage();
    const answers = await Promise.all(
      Array.from({ length: 200 }, async (_, n) => {
        const response = await ask({ ...chat, stream: false, n });
        return ((await response.json()) as { asked: { n: number } }).asked.n;
      }),
    );
    expect(answers).toEqual(Array.from({ length: 200 }, (_, n) => n));
    await until(() => stage.records.length === 200, 'all have ended');
    expect(new Set(stage.records.map(({ id }) => id)).size).toBe(200);
  });
});

describe('the end of the gateway', () => {
  it.each([
    [
      '/v1/chat/completions',
      /data: {"n":1}\n\ndata: {"error":{"message":"The gateway is being stopped.","type":"server_error","param":null,"code":"gateway_stopping"}}\n\n$/,
    ],
    [
      '/v1/messages',
      /event: error\ndata: {"type":"error","error":{"type":"overloaded_error","message":"The gateway is being stopped."},"request_id":"call-[^"]+"}\n\n$/,
    ],
  ])('is told to streams that go on after their time: %s', async (path, end) => {
    await answering((call) => stream(endless(call)));
    const response = await ask({ ...chat, max_tokens: 9 }, {}, path);
    const text = response.text();
    await stage.gateway.close(0);
    expect(await text).toMatch(end);
    expect(stage.records[0]).toMatchObject({ outcome: 'failed', error: 'The gateway is being stopped.' });
    await expect(ask()).rejects.toThrow();
  });

  it('waits for those that come to their end', async () => {
    let release: (() => void) | undefined;
    await answering(async () => {
      await new Promise<void>((resolve) => (release = resolve));
      return { kind: 'whole', headers: {}, body: '{"done":true}' };
    });
    const asked = ask();
    await until(() => release !== undefined, 'the call runs');
    const closed = stage.gateway.close(30_000);
    release?.();
    expect(await (await asked).json()).toEqual({ done: true });
    await closed;
  });
});

describe('connections', () => {
  it.each([
    ['no HTTP', 'hello\r\n\r\n', 400],
    [
      'a path of another site',
      'GET http://evil.example/status HTTP/1.1\r\nHost: HOST\r\nX-Api-Key: TOKEN\r\n\r\n',
      403,
    ],
    ['no host', 'GET /status HTTP/1.0\r\nX-Api-Key: TOKEN\r\n\r\n', 400],
    ['endless headers', `GET /status HTTP/1.1\r\nHost: HOST\r\nX-Long: ${'x'.repeat(40_000)}\r\n\r\n`, 431],
    [
      'a body beyond the limit, which is not read',
      'POST /v1/messages HTTP/1.1\r\nHost: HOST\r\nX-Api-Key: TOKEN\r\nContent-Type: application/json\r\nContent-Length: 99999999\r\n\r\n',
      413,
    ],
    [
      'a body without the token, which is not read',
      'POST /v1/messages HTTP/1.1\r\nHost: HOST\r\nContent-Type: application/json\r\nContent-Length: 99999\r\n\r\n',
      401,
    ],
    [
      'two lengths of a body',
      'POST /v1/messages HTTP/1.1\r\nHost: HOST\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n',
      400,
    ],
  ])('with %s are answered in the shape of a protocol', async (_what, text, status) => {
    stage = await gatewayStage();
    const socket = connect({ host: '127.0.0.1', port: stage.port });
    socket.write(text.replace('HOST', `127.0.0.1:${stage.port}`).replace('TOKEN', TOKEN));
    let said = '';
    socket.setEncoding('utf8').on('data', (chunk: string) => (said += chunk));
    await until(() => /\r\n\r\n.*}$/s.test(said), 'it is answered');
    socket.destroy();
    expect(said).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(said).toMatch(/"error":{"(?:message|type)":"/);
  });
});

async function rawRequest(json: object): Promise<Socket> {
  const socket = connect({ host: '127.0.0.1', port: stage.port });
  await once(socket, 'connect');
  const body = JSON.stringify(json);
  const head = `POST /v1/chat/completions HTTP/1.1\r\nHost: 127.0.0.1:${stage.port}\r\nX-Api-Key: ${TOKEN}\r\n`;
  socket.write(`${head}Content-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`);
  return socket;
}

/** Resolves when a number that grows is the same at some looks one after the other. */
async function untilUnchanged(look: () => number): Promise<void> {
  let last = 0;
  let same = 0;
  await until(() => {
    same = look() === last && last > 0 ? same + 1 : 0;
    last = look();
    return same >= 10;
  }, 'it grows no more');
}
