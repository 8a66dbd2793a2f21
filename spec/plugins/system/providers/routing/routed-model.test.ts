import { afterEach, describe, expect, it } from 'vitest';
import { aiFailure, type AiProvider, type AiStreamPart } from 'devmgr/plugin-api/contracts/ai';
import { FakeClock } from 'devmgr/plugin-api/testing';
import { json } from '../../../../support/faults.js';
import { startFaultServer } from '../../../../support/fault-server.js';
import { aiStage, ask, question, type AiStage } from '../support/ai-stage.js';
import { breaksAfter, fails, hangs, says, scriptedProvider } from '../support/scripted-provider.js';

let stage: AiStage;

afterEach(() => stage.dispose());

function withProviders(...providers: readonly AiProvider[]): FakeClock {
  const clock = new FakeClock(1_000_000);
  stage = aiStage({ clock });
  for (const provider of providers) stage.ai.registerProvider(provider);
  return clock;
}

const askBoth = () => ask(stage.ai.languageModel(['one', 'two']));

describe('several models', () => {
  it('are asked in turn, which is seen in the parts and in the log', async () => {
    withProviders(scriptedProvider('one', [fails('overloaded')]), scriptedProvider('two', [says('two speaks')]));
    const { parts, text } = await askBoth();
    expect(text).toBe('two speaks');
    expect(parts.map(({ type }) => type)).toEqual(['attempt-fail', 'attempt-start', 'text-delta', 'stream-end']);
    expect(parts[0]).toMatchObject({ target: { providerId: 'one', modelId: 'm' }, retryInMs: undefined });
    expect(stage.logged()).toEqual(['warn one: It is overloaded', 'warn one does not answer; asking two instead']);
  });

  it.each([
    'unreachable',
    'timeout',
    'unauthorised',
    'forbidden',
    'needs-key',
    'not-found',
    'rate-limited',
    'server-error',
    'quota-exhausted',
    'broken-stream',
  ] as const)('are left for %s', async (kind) => {
    withProviders(scriptedProvider('one', [fails(kind)]), scriptedProvider('two', [says('two')]));
    expect((await askBoth()).text).toBe('two');
  });

  it('are not left after the first token', async () => {
    const two = scriptedProvider('two', [says('two')]);
    withProviders(scriptedProvider('one', [breaksAfter('one said')]), two);
    const { text, error } = await askBoth();
    expect(text).toBe('one said');
    expect(aiFailure(error)?.kind).toBe('broken-stream');
    expect(two.asked()).toBe(0);
  });

  it('are not left for a request that is refused for what it says', async () => {
    const two = scriptedProvider('two', [says('two')]);
    withProviders(scriptedProvider('one', [fails('refused-request'), says('one')]), two);
    expect(aiFailure((await askBoth()).error)?.kind).toBe('refused-request');
    expect(two.asked()).toBe(0);
    // And it is not held against the model.
    expect((await askBoth()).text).toBe('one');
  });

  it('are left for a larger window when the request is too long, not for a smaller one', async () => {
    const small = { info: { contextWindow: 10 } };
    const large = { info: { contextWindow: 20 } };
    withProviders(
      scriptedProvider('one', [fails('context-too-long')], small),
      scriptedProvider('two', [says('two')], large),
      scriptedProvider('three', [fails('context-too-long')], large),
    );
    expect((await askBoth()).text).toBe('two');
    expect(aiFailure((await ask(stage.ai.languageModel(['three', 'one']))).error)?.kind).toBe('context-too-long');
  });

  it('that all fail are named in the error, the first one first, each with its own hint', async () => {
    withProviders(
      scriptedProvider('one', [fails('timeout', {}, 'Wait for one.')]),
      scriptedProvider('two', [fails('overloaded', {}, 'Wait for two.')]),
    );
    const { error, parts } = await askBoth();
    expect(error).toMatchObject({
      message: 'It is timeout',
      hint: 'Wait for one.\n  Nobody else answered:\n  - It is overloaded\n    Wait for two.',
    });
    expect(aiFailure(error)?.kind).toBe('timeout');
    expect(parts.filter(({ type }) => type === 'attempt-fail')).toHaveLength(1);
  });

  it('are told with their name once in the log', async () => {
    withProviders(scriptedProvider('it', [fails('timeout')]));
    await ask(stage.ai.languageModel('it'));
    expect(stage.logged()).toEqual(['warn It is timeout']);
  });

  it('end when they are aborted, also between two of them', async () => {
    const abort = new AbortController();
    const one = scriptedProvider('one', [
      async function* () {
        abort.abort();
        throw new Error('late');
      },
    ]);
    const two = scriptedProvider('two', [says('two')]);
    withProviders(one, two);
    const { parts, error } = await ask(stage.ai.languageModel(['one', 'two']), 'hello', abort.signal);
    expect(error).toBeUndefined();
    expect(parts.at(-1)).toMatchObject({ type: 'stream-end', reason: 'aborted' });
    expect(two.asked()).toBe(0);
  });
});

describe('a model that failed', () => {
  it('is left alone for half a minute, then twice as long, and no longer once it answers', async () => {
    const one = scriptedProvider('one', [fails('timeout'), fails('timeout'), says('one')]);
    const clock = withProviders(one, scriptedProvider('two', [says('two')]));
    await askBoth();
    clock.advance(29_000);
    expect((await askBoth()).text).toBe('two');
    expect(one.asked()).toBe(1);
    clock.advance(2_000);
    await askBoth();
    expect(one.asked()).toBe(2);
    clock.advance(59_000);
    await askBoth();
    expect(one.asked()).toBe(2);
    clock.advance(2_000);
    expect((await askBoth()).text).toBe('one');
    expect((await askBoth()).text).toBe('one');
  });

  it('is left alone for as long as it says', async () => {
    const one = scriptedProvider('one', [fails('rate-limited', { retryAfterMs: 5_000 }), says('one')]);
    const clock = withProviders(one, scriptedProvider('two', [says('two')]));
    await askBoth();
    clock.advance(4_000);
    expect((await askBoth()).text).toBe('two');
    clock.advance(1_001);
    expect((await askBoth()).text).toBe('one');
  });

  it('is not passed over in silence: parts and log say why and for how long', async () => {
    const one = scriptedProvider('one', [fails('timeout')]);
    const clock = withProviders(one, scriptedProvider('two', [says('two')]));
    await askBoth();
    clock.advance(10_000);
    const { parts } = await askBoth();
    const [skip] = parts;
    expect(parts.map(({ type }) => type)).toEqual(['attempt-fail', 'attempt-start', 'text-delta', 'stream-end']);
    expect(skip).toMatchObject({
      target: { providerId: 'one', modelId: 'm' },
      error: {
        message: 'one is left alone for another 20s: it failed a moment ago',
        failure: { retryAfterMs: 20_000 },
      },
    });
    expect(stage.logged().at(-1)).toBe('warn one is left alone for another 20s: it failed a moment ago');
    stage.limits.set('one', { reason: 'the quota is used up (Pay)', until: clock.now() + 120_000, isQuota: true });
    expect((await askBoth()).parts[0]).toMatchObject({
      error: {
        message: 'one is left alone for another 2m: the quota is used up (Pay)',
        failure: { kind: 'quota-exhausted' },
      },
    });
  });

  it('is asked all the same when nobody else is left: the one that is ready first', async () => {
    const one = scriptedProvider('one', [fails('timeout'), says('one')]);
    const two = scriptedProvider('two', [fails('rate-limited', { retryAfterMs: 3_000 }), says('two')]);
    withProviders(one, two);
    await askBoth();
    expect((await askBoth()).text).toBe('two');
    expect(one.asked()).toBe(1);
  });

  it('may be asked at once after a look that somebody wanted', async () => {
    const one = scriptedProvider('one', [fails('timeout'), says('one')]);
    withProviders(one, scriptedProvider('two', [says('two')]));
    await askBoth();
    await stage.ai.refresh({ signal: AbortSignal.timeout(60_000) });
    expect((await askBoth()).text).toBe('one');
  });
});

describe('the provider of a plugin', () => {
  it('may throw whatever it likes', async () => {
    const one = scriptedProvider('one', [
      () => {
        throw new TypeError('oops');
      },
    ]);
    withProviders(one, scriptedProvider('two', [says('two')]));
    expect((await askBoth()).text).toBe('two');
    expect(aiFailure((await ask(stage.ai.languageModel('one'))).error)).toMatchObject({
      kind: 'server-error',
      providerId: 'one',
    });
  });

  it('may not even give a model', async () => {
    const one = scriptedProvider('one', [says('one')]);
    one.languageModel = () => {
      throw new TypeError('no model');
    };
    withProviders(one, scriptedProvider('two', [says('two')]));
    expect((await askBoth()).text).toBe('two');
  });

  it('may hang: the next one is asked when its time is over', async () => {
    const one = scriptedProvider('one', [hangs()]);
    const clock = withProviders(one, scriptedProvider('two', [says('two')]));
    const answered = askBoth();
    await new Promise(setImmediate);
    clock.advance(120_000);
    expect((await answered).text).toBe('two');
    expect(clock.pending).toBe(0);
  });

  it('may be deaf to the signal', async () => {
    withProviders(scriptedProvider('one', [hangs()]));
    const abort = new AbortController();
    const answered = ask(stage.ai.languageModel('one'), 'hello', abort.signal);
    await new Promise(setImmediate);
    abort.abort();
    expect((await answered).parts.at(-1)).toMatchObject({ type: 'stream-end', reason: 'aborted' });
  });

  it('that stops without an end has failed', async () => {
    withProviders(
      scriptedProvider('one', [
        async function* () {
          yield { type: 'text-delta', text: 'half' };
        },
      ]),
    );
    const { text, error } = await ask(stage.ai.languageModel('one'));
    expect(text).toBe('half');
    expect(aiFailure(error)?.kind).toBe('broken-stream');
  });

  it('is told when the reader leaves', async () => {
    let isReleased = false;
    const one = scriptedProvider('one', [
      async function* () {
        try {
          yield { type: 'text-delta', text: 'a' };
          yield { type: 'text-delta', text: 'b' };
        } finally {
          isReleased = true;
        }
      },
    ]);
    withProviders(one);
    for await (const part of stage.ai.languageModel('one').stream(question('?'), { signal: stage.test.context.signal }))
      if (part.type === 'text-delta') break;
    await new Promise(setImmediate);
    expect(isReleased).toBe(true);
  });
});

describe('without a selection', () => {
  const NOWHERE = 'http://127.0.0.1:9/v1';
  const quoting = 'Not a language model';

  it('the model that only quotes answers when there is nobody else', async () => {
    stage = aiStage();
    expect((await ask(stage.ai.languageModel())).text).toContain(quoting);
  });

  it.each([
    ['failed', {}],
    ['is not ready', { status: { kind: 'unreachable', reason: 'no network', hint: 'Plug it in.' } }],
  ] as const)('it does not stand in for one that %s', async (_how, state) => {
    const one = scriptedProvider('one', [fails('timeout')]);
    one.state.update((before) => ({ ...before, ...state }));
    withProviders(one);
    const { text, error } = await ask(stage.ai.languageModel());
    expect(text).toBe('');
    expect(aiFailure(error)?.providerId).toBe('status' in state ? 'one' : 'p');
  });

  it('nor for a service with a key that nobody reaches', async () => {
    stage = aiStage({ env: { OPENAI_API_KEY: 'sk-test-0123456789', OPENAI_BASE_URL: NOWHERE } });
    const { text, error } = await ask(stage.ai.languageModel());
    expect(text).toBe('');
    expect(aiFailure(error)).toMatchObject({ kind: 'unreachable', providerId: 'openai' });
  });

  const sources = [{ path: 'a.py', startLine: 1, endLine: 1, text: 'def hello(): pass' }];
  const askWithCode = async () => {
    const parts: AiStreamPart[] = [];
    const { signal } = stage.test.context;
    for await (const part of stage.ai.languageModel().stream({ ...question('hello'), sources }, { signal }))
      parts.push(part);
    return parts;
  };

  it('it quotes code that was found when the others fail, which is said of each', async () => {
    const one = scriptedProvider('one', [fails('timeout')]);
    const two = scriptedProvider('two', [says('never')]);
    two.state.update((state) => ({ ...state, status: { kind: 'unreachable', reason: 'refused', hint: 'Start it.' } }));
    withProviders(one, two);
    const parts = await askWithCode();
    expect(parts.map(({ type }) => type).filter((type) => type !== 'text-delta')).toEqual([
      'attempt-fail',
      'attempt-fail',
      'attempt-start',
      'stream-end',
    ]);
    expect(parts[0]).toMatchObject({ target: { providerId: 'one' }, error: { message: 'It is timeout' } });
    expect(parts[1]).toMatchObject({
      target: { providerId: 'two' },
      error: { message: 'two is not reachable: refused', hint: 'Start it.' },
      retryInMs: undefined,
    });
    expect(parts.at(-1)).toMatchObject({ target: { providerId: 'local', modelId: 'extractive' } });
  });

  it('also for a server of the settings that does not run', async () => {
    stage = aiStage({ settings: { providers: { mock: { 'base-url': NOWHERE, model: 'gpt-4o' } } } });
    const parts = await askWithCode();
    expect(parts[0]).toMatchObject({ type: 'attempt-fail', target: { providerId: 'mock' } });
    expect(parts.at(-1)).toMatchObject({ target: { providerId: 'local', modelId: 'extractive' } });
  });

  it('not where the request itself is refused', async () => {
    withProviders(scriptedProvider('one', [fails('refused-request')]));
    await expect(askWithCode()).rejects.toMatchObject({ failure: { kind: 'refused-request' } });
  });

  it('it answers after them when the order names it', async () => {
    const env = { OPENAI_API_KEY: 'sk-test-0123456789', OPENAI_BASE_URL: NOWHERE };
    stage = aiStage({ env, settings: { 'ai-order': ['openai', 'local/extractive'], 'ai-retries': 0 } });
    expect((await ask(stage.ai.languageModel())).text).toContain(quoting);
  });

  it('who would answer now is known: not the first of the order when that is down', async () => {
    stage = aiStage({ settings: { 'ai-order': ['one', 'two'] } });
    const one = scriptedProvider('one', [says('one')]);
    for (const each of [one, scriptedProvider('two', [says('two')])]) stage.ai.registerProvider(each);
    expect(stage.ai.languageModel().providerId).toBe('one');
    one.state.update((state) => ({ ...state, status: { kind: 'unreachable', reason: 'gone', hint: '' } }));
    expect(stage.ai.languageModel().providerId).toBe('two');
  });
});

describe('a provider over HTTP', () => {
  it('is sent a request only twice while another one can be asked', async () => {
    const server = await startFaultServer(
      json({ error: { message: 'down', type: 'x', param: null, code: null } }, 500),
    );
    const env = { OPENAI_API_KEY: 'sk-test-0123456789', OPENAI_BASE_URL: `${server.url}/v1` };
    stage = aiStage({ env });
    stage.ai.registerProvider(scriptedProvider('two', [says('two')]));
    const { text, parts } = await ask(stage.ai.languageModel(['openai/gpt-6-luna', 'two']));
    expect(text).toBe('two');
    expect(server.requests).toHaveLength(2);
    expect(parts.filter(({ type }) => type === 'attempt-fail')).toHaveLength(2);
    await server.dispose();
  });
});
