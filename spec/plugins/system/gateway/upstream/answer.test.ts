import { afterEach, describe, expect, it } from 'vitest';
import { startFaultServer, type FaultServer } from '../../../../support/fault-server.js';
import { answer, cut, hangUp, json, silence, stream, type Fault } from '../../../../support/faults.js';
import {
  bodyOfAnswer,
  chatCall,
  chunkEvent,
  completion,
  eventsOfAnswer,
  KEY,
  notedTrace,
  route,
  upstreamStage,
  USAGE_EVENT,
  type UpstreamStage,
  type UpstreamStageOptions,
} from './upstream-stage.js';

const ROLE = chunkEvent({ role: 'assistant', content: '' });
const HELLO = [ROLE, chunkEvent({ content: 'Grüße ' }), chunkEvent({ content: '🚀' }), chunkEvent({}, 'stop')];
const DONE = 'data: [DONE]\n\n';
const refusal = (status: number, error: object, headers = {}) => json({ error }, status, headers);

/** `JSON.parse` reads it, and whoever follows it runs out of stack. */
const DEEP = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;

const servers: FaultServer[] = [];
let stage: UpstreamStage | undefined;

async function serve(faults: Fault | readonly [Fault, ...Fault[]]): Promise<FaultServer> {
  const server = await startFaultServer(faults);
  servers.push(server);
  return server;
}

function open(options: UpstreamStageOptions): UpstreamStage {
  return (stage = upstreamStage(options));
}

afterEach(async () => {
  await stage?.dispose();
  stage = undefined;
  await Promise.all(servers.splice(0).map((server) => server.dispose()));
});

describe('a call that one provider answers', () => {
  it('goes there with key, model and the fields that the model takes, and the answer comes back as it is', async () => {
    const server = await serve(
      json({ ...completion('Hi'), new_field: [1] }, 200, { 'x-ratelimit-remaining-requests': '59' }),
    );
    const { upstream } = open({ providers: { openai: `${server.url}/v1` }, gatewayId: 'gw-7' });
    const trace = notedTrace(true);
    const more = { max_tokens: 50, temperature: 0.2, unknown_field: { a: 1 }, user: 'half \ud83d' };
    const got = await upstream.answer(
      chatCall('openai/gpt-6-luna', { body: more, trace, askedThrough: ['gw-1', 'gw-2'] }),
    );
    expect(bodyOfAnswer(got)).toEqual({ ...completion('Hi'), new_field: [1] });
    expect(got.headers).toEqual({
      'x-devmgr-provider': 'openai',
      'x-devmgr-model': 'gpt-6-luna',
      'x-devmgr-tries': '1',
      'x-ratelimit-remaining-requests': '59',
    });
    const [request] = server.requests;
    expect(request?.path).toBe('/v1/chat/completions');
    expect(request?.headers).toMatchObject({ authorization: `Bearer ${KEY}`, 'x-devmgr-gateway': 'gw-1, gw-2, gw-7' });
    expect(JSON.parse(request?.body ?? '')).toEqual({
      model: 'gpt-6-luna',
      messages: [{ role: 'user', content: 'hello' }],
      max_completion_tokens: 50,
      unknown_field: { a: 1 },
      user: 'half \ufffd',
    });
    expect(trace.tries).toMatchObject([{ target: 'openai/gpt-6-luna', outcome: 'answered' }]);
    expect(trace.usages).toMatchObject([{ inputTokens: 11, outputTokens: 7 }]);
    expect(trace.usages[0]?.costUsd).toBeGreaterThan(0);
    expect(trace.texts).toEqual(['Hi']);
    expect(trace.bodies).toHaveLength(1);
  });

  it.each([1, 7, 100_000])('streams events as they are, however they are cut (%i bytes)', async (size) => {
    const text = `: ping\n\n${HELLO.join('')}${USAGE_EVENT}${DONE}`;
    const server = await serve(stream(cut(text, size)));
    const { upstream } = open({ providers: { openai: `${server.url}/v1` } });
    const trace = notedTrace();
    const got = await upstream.answer(chatCall('openai/gpt-6-luna', { isStream: true, trace }));
    // The client did not ask for the chunk with the usage: many do not expect one without choices.
    expect(await eventsOfAnswer(got)).toBe(text.replace(USAGE_EVENT, ''));
    expect(trace).toMatchObject({ firstTokens: 1, usages: [{ inputTokens: 11, outputTokens: 7 }] });
    expect(trace.tries).toMatchObject([{ outcome: 'answered' }]);
    expect(JSON.parse(server.requests[0]?.body ?? '')).toMatchObject({
      stream_options: { include_usage: true, include_obfuscation: false },
    });
  });

  it('gives the usage to who asked, ends what has no terminator, and takes an answer that comes whole for a stream', async () => {
    const whole = json(completion('all at once'));
    const server = await serve([stream([...HELLO, USAGE_EVENT]), whole]);
    const { upstream } = open({ providers: { openai: `${server.url}/v1` } });
    const options = { isStream: true, body: { stream_options: { include_usage: true } } };
    const got = await upstream.answer(chatCall('openai/gpt-6-luna', options));
    expect(await eventsOfAnswer(got)).toBe([...HELLO, USAGE_EVENT, DONE].join(''));
    const second = await eventsOfAnswer(await upstream.answer(chatCall('openai/gpt-6-luna', options)));
    expect(second).toContain('"delta":{"role":"assistant","content":"all at once"');
    expect(second).toContain('"prompt_tokens":11');
    expect(second.endsWith(DONE)).toBe(true);
  });

  it('is passed an error with its status, limits, code and field, without secrets', async () => {
    const said = {
      message: `No ${KEY}: top_k`,
      type: 'invalid_request_error',
      param: 'top_k',
      code: 'unsupported_parameter',
    };
    const limits = { 'retry-after': '40', 'x-ratelimit-remaining-requests': '0' };
    const server = await serve([
      refusal(400, said),
      refusal(429, { message: 'Slow down', code: 'rate_limit_exceeded' }, limits),
    ]);
    const { upstream } = open({ providers: { openai: `${server.url}/v1` } });
    const trace = notedTrace();
    const refused = await upstream.answer(chatCall('openai/gpt-6-luna', { trace })).catch((error: unknown) => error);
    expect(refused).toMatchObject({
      status: 400,
      kind: 'invalid-request',
      code: 'unsupported_parameter',
      param: 'top_k',
    });
    expect(String(refused)).not.toContain(KEY);
    expect(JSON.stringify(trace.tries)).not.toContain(KEY);
    expect(trace.tries).toMatchObject([{ outcome: 'failed', status: 400 }]);
    await expect(upstream.answer(chatCall('openai/gpt-6-luna'))).rejects.toMatchObject({
      status: 429,
      retryAfterMs: 40_000,
      headers: { 'x-ratelimit-remaining-requests': '0', 'x-devmgr-tries': '1' },
    });
    expect(server.requests).toHaveLength(2);
  });

  it('asks again where that helps and soon, but not for a quota', async () => {
    const busy = refusal(429, { message: 'Slow down' }, { 'retry-after-ms': '1' });
    const down = refusal(503, { message: 'No room' }, { 'retry-after-ms': '1' });
    const server = await serve([busy, down, json(completion('third'))]);
    const poor = await serve(refusal(429, { message: 'You exceeded your current quota', code: 'insufficient_quota' }));
    const { upstream } = open({ providers: { openai: `${server.url}/v1`, poor: `${poor.url}/v1` } });
    const trace = notedTrace();
    const got = await upstream.answer(chatCall('openai/gpt-6-luna', { trace }));
    expect(got.headers['x-devmgr-tries']).toBe('3');
    expect(trace.tries.map(({ outcome }) => outcome)).toEqual(['failed', 'failed', 'answered']);
    await expect(upstream.answer(chatCall('poor/m'))).rejects.toMatchObject({ kind: 'quota-exhausted', status: 429 });
    expect(poor.requests).toHaveLength(1);
  });

  it('tells what breaks in the middle by an error event, never by a bare end', async () => {
    const begun = HELLO.slice(0, 2);
    const server = await serve([
      stream(begun),
      stream(begun, { end: 'tear' }),
      stream([...begun, `data: ${JSON.stringify({ error: { message: `Overloaded ${KEY}`, code: 503 } })}\n\n`]),
    ]);
    const { upstream } = open({ providers: { openai: `${server.url}/v1` } });
    for (const expected of ['stopped in the middle', 'broke the connection off', 'overloaded']) {
      const trace = notedTrace();
      const text = await eventsOfAnswer(
        await upstream.answer(chatCall('openai/gpt-6-luna', { isStream: true, trace })),
      );
      expect(text.startsWith(begun.join(''))).toBe(true);
      const last = JSON.parse(text.trimEnd().split('\ndata: ').at(-1) ?? '') as { error: Record<string, string> };
      expect(last.error['message']).toContain(expected);
      expect(Object.keys(last.error)).toEqual(['message', 'type', 'param', 'code']);
      expect(text).not.toContain(KEY);
      expect(trace.tries).toMatchObject([{ outcome: 'failed' }]);
    }
  });

  it('is ended at the provider when the client goes, before and after the first token', async () => {
    const server = await serve([silence(), stream(HELLO.slice(0, 2), { end: 'stall' })]);
    const { upstream } = open({ providers: { openai: `${server.url}/v1` } });
    const gone = new AbortController();
    const waiting = upstream.answer(chatCall('openai/gpt-6-luna', { isStream: true, signal: gone.signal }));
    await server.until(() => server.requests.length === 1);
    gone.abort(new Error('the client has gone'));
    await expect(waiting).rejects.toThrow('the client has gone');
    await server.until(() => server.openConnections === 0);

    const leaving = new AbortController();
    const trace = notedTrace();
    const call = chatCall('openai/gpt-6-luna', { isStream: true, signal: leaving.signal, trace });
    const got = await upstream.answer(call);
    expect(server.openConnections).toBe(1);
    // Nobody has read of it yet.
    leaving.abort();
    await server.until(() => server.openConnections === 0);
    expect(trace.tries).toMatchObject([{ outcome: 'aborted' }]);
    expect(await eventsOfAnswer(got)).not.toContain('error');
  });
});

describe('a route', () => {
  const bad = {
    'a 500': refusal(500, { message: 'broken' }),
    'a 429': refusal(429, { message: 'Slow down' }, { 'retry-after': '30' }),
    'a 401': refusal(401, { message: 'no key' }),
    'an HTML page': answer(200, '<html><title>Login</title></html>', { 'content-type': 'text/html' }),
    'a torn connection': hangUp('tear'),
    'nothing at all': stream([]),
    'a role and then the end': stream([ROLE]),
    'a terminator alone': stream([DONE]),
    'JSON without an answer': json({}),
    'JSON that is nested too deeply': answer(200, `{"choices":[{"message":{"content":${DEEP}}}]}`, {
      'content-type': 'application/json',
    }),
    'comments without an end': stream(Array.from({ length: 80 }, () => `: ${'x'.repeat(64_000)}\n\n`)),
    'an error event first': stream([`: wait\n\n`, ROLE, 'data: {"error":{"message":"no GPU","code":500}}\n\n']),
  };

  it.each(Object.entries(bad))('asks the next one after %s, for streams too', async (_name, fault) => {
    const first = await serve(fault);
    const second = await serve(stream([...HELLO, DONE]));
    const { upstream, settings } = open({ providers: { one: `${first.url}/v1`, two: `${second.url}/v1` } });
    settings.routes.set('fast', route('fast', ['one/a', 'two/org/b']));
    const trace = notedTrace();
    const got = await upstream.answer(chatCall('fast', { isStream: true, trace }));
    expect(await eventsOfAnswer(got)).toBe([...HELLO, DONE].join(''));
    expect(got.headers).toMatchObject({
      'x-devmgr-provider': 'two',
      'x-devmgr-model': 'org/b',
      'x-devmgr-tries': '2',
      'x-devmgr-route': 'fast',
    });
    expect(trace.routes).toEqual(['fast']);
    expect(trace.tries.map(({ target, outcome }) => `${target} ${outcome}`)).toEqual([
      'one/a failed',
      'two/org/b answered',
    ]);
    // It is left alone for a while.
    const later = notedTrace();
    await eventsOfAnswer(await upstream.answer(chatCall('fast', { isStream: true, trace: later })));
    expect(first.requests).toHaveLength(1);
    expect(second.requests).toHaveLength(2);
    expect(later.tries).toMatchObject([
      { target: 'one/a', outcome: 'passed-over', reason: expect.stringMatching(/^it failed lately .* \d+ s more$/) },
      { target: 'two/org/b', outcome: 'answered' },
    ]);
  });

  it('asks the next one after JSON without an answer, where an answer is to come whole', async () => {
    const first = await serve([
      json({}),
      json({ choices: [] }),
      answer(200, `{"choices":[{"message":{"tool_calls":[{"function":{"name":"f","arguments":${DEEP}}}]}}]}`),
    ]);
    const second = await serve(json(completion('Hi')));
    const { upstream, settings } = open({ providers: { one: `${first.url}/v1`, two: `${second.url}/v1` } });
    settings.routes.set('fast', route('fast', ['one/a', 'two/b'], { cooldownMs: 0 }));
    for (let count = 0; count < 3; count += 1) {
      const trace = notedTrace();
      await upstream.answer(chatCall('fast', { trace }));
      expect(trace.tries.map(({ target, outcome }) => `${target} ${outcome}`)).toEqual([
        'one/a failed',
        'two/b answered',
      ]);
    }
  });

  it('does not carry what is wrong with the request to the next one', async () => {
    const first = await serve(refusal(400, { message: 'messages is wrong', param: 'messages' }));
    const second = await serve(json(completion('never')));
    const { upstream, settings } = open({ providers: { one: `${first.url}/v1`, two: `${second.url}/v1` } });
    settings.routes.set('fast', route('fast', ['one/a', 'two/b']));
    await expect(upstream.answer(chatCall('fast'))).rejects.toMatchObject({ status: 400, param: 'messages' });
    expect(second.requests).toHaveLength(0);
    // And is no reason to leave it alone.
    await expect(upstream.answer(chatCall('fast'))).rejects.toMatchObject({ status: 400 });
    expect(first.requests).toHaveLength(2);
  });

  it('tells of all when nobody answers, and keeps to its number of requests', async () => {
    const first = await serve(refusal(503, { message: 'full' }, { 'retry-after': '9' }));
    const second = await serve(refusal(500, { message: 'broken' }));
    const third = await serve(json(completion('never')));
    const { upstream, settings } = open({
      providers: { one: `${first.url}/v1`, two: `${second.url}/v1`, three: `${third.url}/v1` },
    });
    settings.routes.set('fast', route('fast', ['one/a', 'two/b', 'three/c'], { maxTries: 2 }));
    const failure: unknown = await upstream.answer(chatCall('fast')).catch((error: unknown) => error);
    expect(failure).toMatchObject({ status: 503, headers: { 'x-devmgr-tries': '2' } });
    expect(String(failure)).toMatch(/full.*broken/s);
    expect(third.requests).toHaveLength(0);
  });

  it('gives a member its own time for the first token, comments notwithstanding', async () => {
    const slow = await serve(stream([': wait\n\n', ROLE], { end: 'stall' }));
    const second = await serve(stream([...HELLO, DONE]));
    const { upstream, settings } = open({ providers: { one: `${slow.url}/v1`, two: `${second.url}/v1` } });
    const plain = route('fast', ['one/a', 'two/b']);
    const members = plain.members.map((member, at) => ({ ...member, firstTokenTimeoutMs: at === 0 ? 60 : undefined }));
    settings.routes.set('fast', { ...plain, members });
    const got = await upstream.answer(chatCall('fast', { isStream: true }));
    expect(got.headers['x-devmgr-provider']).toBe('two');
    await eventsOfAnswer(got);
    await slow.until(() => slow.openConnections === 0);
  });

  it('takes so many calls at the same time', async () => {
    const server = await serve([stream(HELLO.slice(0, 2), { end: 'stall' }), json(completion('free'))]);
    const { upstream, settings } = open({ providers: { one: `${server.url}/v1` } });
    settings.routes.set('narrow', route('narrow', ['one/a'], { maxConcurrent: 1 }));
    settings.aliases.set('small', 'narrow');
    const leaving = new AbortController();
    const got = await upstream.answer(chatCall('narrow', { isStream: true, signal: leaving.signal }));
    await expect(upstream.answer(chatCall('small'))).rejects.toMatchObject({ status: 429, retryAfterMs: 1_000 });
    leaving.abort();
    await eventsOfAnswer(got);
    expect(bodyOfAnswer(await upstream.answer(chatCall('small')))).toMatchObject({ object: 'chat.completion' });
  });

  it('does not ask itself', async () => {
    const server = await serve(json(completion('never')));
    const isOwnAddress = (url: URL) => url.port === String(server.port);
    const { upstream } = open({ providers: { openai: `${server.url}/v1` }, isOwnAddress });
    await expect(upstream.answer(chatCall('openai/gpt-6-luna'))).rejects.toThrow(
      /this gateway itself.*OPENAI_BASE_URL/s,
    );
    expect(server.requests).toHaveLength(0);
  });

  it("finds a model by its name alone, and says which ones are like a name that is nobody's", async () => {
    const list = json({ object: 'list', data: [{ id: 'qwen-3', object: 'model' }] });
    const server = await serve([list, json(completion('found'))]);
    const { upstream } = open({ providers: { acme: `${server.url}/v1` } });
    const got = await upstream.answer(chatCall('qwen-3'));
    expect(got.headers).toMatchObject({ 'x-devmgr-provider': 'acme', 'x-devmgr-model': 'qwen-3' });
    await expect(upstream.answer(chatCall('qwen3'))).rejects.toMatchObject({
      status: 404,
      code: 'model_not_found',
      message: expect.stringContaining('acme/qwen-3') as string,
    });
  });
});
