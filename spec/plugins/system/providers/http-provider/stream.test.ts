import { afterEach, describe, expect, it } from 'vitest';
import { aiFailure, type AiStreamPart } from 'devmgr/plugin-api/contracts/ai';
import { answer, events, json, route, silence, stream, type Fault } from '../../../../support/faults.js';
import { startFaultServer, type FaultServer } from '../../../../support/fault-server.js';
import { ask, question } from '../support/ai-stage.js';
import { chunk, HttpStage, modelList, type HttpStageOptions } from './http-stage.js';

let server: FaultServer;
let stage: HttpStage;

afterEach(async () => {
  await stage.dispose();
  await server.dispose();
});

async function at(faults: Fault | readonly [Fault, ...Fault[]], options: HttpStageOptions = {}): Promise<void> {
  server = await startFaultServer(faults);
  stage = new HttpStage(`${server.url}/v1`, { settings: {}, ...options });
}

const good = stream([events(chunk('Hel'), chunk('lo', 'stop'), '[DONE]')]);
const model = () => stage.provider.languageModel('m-1');
const kinds = (parts: readonly AiStreamPart[]) => parts.map(({ type }) => type);

describe('an answer', () => {
  it('comes in parts, and says how it ended and what it cost', async () => {
    const usage = { choices: [], usage: { prompt_tokens: 3, completion_tokens: 2, total_tokens: 5 } };
    await at(stream([events(chunk('Hel'), chunk('lo', 'length'), usage, '[DONE]')]));
    const { parts, text } = await ask(model());
    expect(text).toBe('Hello');
    expect(parts.at(-1)).toEqual({
      type: 'stream-end',
      reason: 'length',
      target: { providerId: 'acme', modelId: 'm-1', host: undefined },
      usage: { inputTokens: 3, outputTokens: 2, costUsd: undefined },
    });
    expect(stage.provider.state.get().status).toEqual({ kind: 'ready' });
    expect(stage.logged).toEqual([expect.stringMatching(/^debug acme\/m-1: answered in .*, 3 \+ 2 tokens$/)]);
  });

  it('reaches the reader before the next one is sent', async () => {
    await at(stream([events(chunk('first'))], { end: 'stall' }));
    const abort = new AbortController();
    const seen: string[] = [];
    for await (const part of model().stream(question('hello'), { signal: abort.signal })) {
      seen.push(part.type);
      if (part.type === 'text-delta') abort.abort();
    }
    expect(seen).toEqual(['attempt-start', 'text-delta', 'stream-end']);
    await server.until(() => server.openConnections === 0);
  });

  it('may be empty', async () => {
    await at(stream([events(chunk('', 'stop'), '[DONE]')]));
    const { parts, error } = await ask(model());
    expect(error).toBeUndefined();
    expect(kinds(parts)).toEqual(['attempt-start', 'stream-end']);
  });

  it('may come whole though a stream was asked for', async () => {
    await at(json({ object: 'chat.completion', choices: [{ message: { content: 'whole' }, finish_reason: 'stop' }] }));
    expect((await ask(model())).text).toBe('whole');
  });

  it('is not believed without its end', async () => {
    await at(stream([events(chunk('half'))]));
    const { text, error } = await ask(model());
    expect(text).toBe('half');
    expect(aiFailure(error)).toMatchObject({ kind: 'broken-stream', providerId: 'acme', modelId: 'm-1' });
    expect(server.requests).toHaveLength(1);
  });

  it.each(['content', 'reasoning'])(
    'that never ends is given up when no model can have said so much (%s)',
    async (field) => {
      const megabyte = events({ choices: [{ index: 0, delta: { [field]: 'word '.repeat(200_000) } }] });
      await at(stream(Array.from({ length: 18 }, () => megabyte)));
      const { parts, error } = await ask(model());
      expect(aiFailure(error)).toMatchObject({ kind: 'server-error', providerId: 'acme', modelId: 'm-1' });
      expect(String(error)).toContain('sent more than an answer can be');
      expect(parts.filter(({ type }) => type.endsWith('-delta'))).toHaveLength(16);
      await server.until(() => server.openConnections === 0);
    },
  );

  it('is a page when the address is wrong: it is told, and not asked for again', async () => {
    await at(answer(200, '<!doctype html><title>Acme</title>', { 'content-type': 'text/html; charset=utf-8' }));
    const { error } = await ask(model());
    expect(String(error)).toContain('answered with a web page');
    expect((error as { hint?: string }).hint).toContain('Check the base URL');
    expect(server.requests).toHaveLength(1);
  });

  it('is believed under another name than that of a stream', async () => {
    await at(stream([events(chunk('good', 'stop'), '[DONE]')], { headers: { 'content-type': 'text/html' } }));
    expect((await ask(model())).text).toBe('good');
  });

  it('fails with what the provider says in the middle of it', async () => {
    await at(
      stream([events(chunk('half'), { error: { message: 'no more', type: 'server_error', param: null, code: null } })]),
    );
    const { text, error } = await ask(model());
    expect(text).toBe('half');
    expect(aiFailure(error)?.kind).toBe('server-error');
    expect(String(error)).toContain('no more');
  });
});

describe('a request that fails before the first token', () => {
  it('is sent again, which everybody can see', async () => {
    const limited = json({ error: { message: 'slow down', type: 'rate_limit', param: null, code: null } }, 429, {
      'retry-after': '1',
    });
    await at([limited, good]);
    const { parts, text } = await ask(model());
    expect(text).toBe('Hello');
    expect(kinds(parts)).toEqual([
      'attempt-start',
      'attempt-fail',
      'attempt-start',
      'text-delta',
      'text-delta',
      'stream-end',
    ]);
    expect(parts[1]).toMatchObject({ retryInMs: 1_000 });
    expect(stage.retries).toEqual([1_000]);
    expect(stage.logged.filter((line) => line.startsWith('warn'))).toEqual([
      expect.stringMatching(/^warn acme\/m-1: .*; asking again in 1\.0 s$/),
    ]);
  });

  it('is sent three times at most', async () => {
    await at(answer(500, 'oops'));
    const { error } = await ask(model());
    expect(aiFailure(error)).toMatchObject({ kind: 'server-error', status: 500 });
    expect(server.requests).toHaveLength(3);
    expect(stage.retries).toEqual([500, 1_000]);
  });

  it('is sent again when the stream broke before it said anything', async () => {
    await at([stream([': ping\n\n'], { end: 'tear' }), good]);
    expect((await ask(model())).text).toBe('Hello');
  });

  it('is sent again after an error inside the stream that waiting helps', async () => {
    const busy = stream([events({ error: { message: 'busy', type: 'overloaded_error', param: null, code: null } })]);
    await at([busy, good]);
    expect((await ask(model())).text).toBe('Hello');
  });

  it('is not sent again when the quota is used up; the provider counts as limited', async () => {
    await at(
      json({ error: { message: 'pay', type: 'insufficient_quota', param: null, code: 'insufficient_quota' } }, 429),
    );
    await ask(model());
    expect(server.requests).toHaveLength(1);
    const { status } = stage.provider.state.get();
    expect(status).toMatchObject({ kind: 'limited', until: undefined });
    const until = stage.limits.get('acme')?.until ?? 0;
    expect(Math.round((until - Date.now()) / 60_000)).toBe(60);
  });

  it('that is answered later ends the limit', async () => {
    const used = { message: 'pay', type: 'insufficient_quota', param: null, code: 'insufficient_quota' };
    await at([json({ error: used }, 429), good]);
    await ask(model());
    expect(stage.limits.get('acme')).toBeDefined();
    await ask(model());
    expect(stage.limits.get('acme')).toBeUndefined();
    expect(stage.provider.state.get().status).toEqual({ kind: 'ready' });
  });

  it('is not sent again when it has to wait for long', async () => {
    await at(
      json({ error: { message: 'later', type: 'rate_limit', param: null, code: null } }, 429, { 'retry-after': '90' }),
    );
    const { error } = await ask(model());
    expect(server.requests).toHaveLength(1);
    expect(aiFailure(error)?.retryAfterMs).toBe(90_000);
    expect(stage.provider.state.get().status).toMatchObject({ kind: 'limited' });
  });

  it('names models that there are, even if nobody had looked', async () => {
    const missing = json({ error: { message: 'no such model', type: 'x', param: null, code: 'model_not_found' } }, 404);
    await at(route({ '/v1/chat/completions': missing, '/v1/models': json(modelList('m-10', 'm-2')) }));
    const { error } = await ask(model());
    expect(aiFailure(error)?.kind).toBe('not-found');
    expect((error as { hint?: string }).hint).toContain('m-10');
  });

  it('keeps its body in the log, cut and without secrets', async () => {
    await at(answer(400, `key sk-secret-0123456789 ${'x'.repeat(10_000)}`));
    await ask(model());
    const line = stage.logged.find((each) => each.startsWith('debug acme: status 400')) ?? '';
    expect(line).toContain('key ***');
    expect(line.length).toBeLessThan(4_200);
    expect(stage.logged.join()).not.toContain('sk-secret');
  });

  it('makes a refused key known', async () => {
    await at(
      json({ error: { message: 'bad key', type: 'invalid_request_error', param: null, code: 'invalid_api_key' } }, 401),
    );
    await ask(model());
    const { status } = stage.provider.state.get();
    expect(status).toMatchObject({ kind: 'needs-key', hint: expect.stringContaining('ACME_API_KEY') as string });
  });
});

describe('time', () => {
  it('is up when only pings come', async () => {
    await at(stream([': ping\n\n'], { end: 'stall' }), {
      settings: { retries: 0, timeouts: { connect: 60_000, firstByte: 2_500, idle: 60_000 } },
    });
    const { error } = await ask(model());
    expect(aiFailure(error)?.kind).toBe('timeout');
    await server.until(() => server.openConnections === 0);
  });
});

describe('aborting', () => {
  it('before anything is sent ends at once', async () => {
    await at(good);
    const { parts, error } = await ask(model(), 'hello', AbortSignal.abort());
    expect(error).toBeUndefined();
    expect(parts).toEqual([expect.objectContaining({ type: 'stream-end', reason: 'aborted' })]);
    expect(server.requests).toHaveLength(0);
  });

  it('closes the connection that waits for an answer', async () => {
    await at(silence());
    const abort = new AbortController();
    const answered = ask(model(), 'hello', abort.signal);
    await server.until(() => server.requests.length === 1);
    abort.abort();
    const { parts, error } = await answered;
    expect(error).toBeUndefined();
    expect(parts.at(-1)).toMatchObject({ type: 'stream-end', reason: 'aborted' });
    await server.until(() => server.openConnections === 0);
  });

  it('closes the connection when the reader leaves', async () => {
    await at(stream([events(chunk('one'))], { end: 'stall' }));
    for await (const part of model().stream(question('hello'), { signal: new AbortController().signal }))
      if (part.type === 'text-delta') break;
    await server.until(() => server.openConnections === 0);
  });

  it('happens to all requests when the provider is released', async () => {
    await at(stream([events(chunk('one'))], { end: 'stall' }));
    const answered = ask(model());
    await server.until(() => server.requests.length === 1);
    await stage.provider.dispose();
    expect((await answered).parts.at(-1)).toMatchObject({ reason: 'aborted' });
  });
});

describe('the model that is asked', () => {
  it('is the one that the person chose, then that of the settings, then the one proposed, then the first', async () => {
    await at(json(modelList('text-embedding-x', 'm-1', 'm-2')), { definition: { defaultModel: 'm-2' } });
    const { provider, choices } = stage;
    expect(provider.languageModel().modelId).toBe('m-2');
    await provider.refresh({ signal: AbortSignal.timeout(60_000) });
    expect(provider.state.get().defaultModel).toBe('m-2');
    choices.set({ selection: undefined, models: { acme: 'm-9' } });
    expect(provider.languageModel().modelId).toBe('m-9');
  });

  it('is looked for when nobody knows one', async () => {
    await at(route({ '/v1/chat/completions': good, '/v1/models': json(modelList('text-embedding-x', 'm-7')) }));
    const { parts } = await ask(stage.provider.languageModel());
    expect(parts[0]).toMatchObject({ type: 'attempt-start', target: { modelId: 'm-7' } });
    expect(JSON.parse(server.requests.at(-1)?.body ?? '{}')).toMatchObject({ model: 'm-7' });
  });

  it('is missing when there is none', async () => {
    await at(json(modelList()));
    const { error } = await ask(stage.provider.languageModel());
    expect(aiFailure(error)?.kind).toBe('needs-setup');
  });
});
