import { expect, it } from 'vitest';
import { GREETING, STORY, THOUGHT } from '../../../../support/ai-doubles/upstream.js';
import { HELD, type Contract } from './contract.js';
import { never, outcomeOf, say } from './stage.js';

/** What is asked for comes, as it comes, and stops when it is told to. */
export function describeAnswers({ vendor, model, setUp, ask }: Contract): void {
  it('lists models without spending a token', async () => {
    const [bench, double] = await setUp();
    await bench.provider(vendor.id).refresh({ signal: never });
    const { status, models, latencyMs, checkedAt, baseUrl, defaultModel } = bench.provider(vendor.id).state.get();
    expect(status).toEqual({ kind: 'ready' });
    expect(models.filter(({ kind }) => kind === 'language').map(({ id }) => id)).toEqual(vendor.models);
    expect(vendor.models).toContain(defaultModel);
    expect(latencyMs).toBeGreaterThanOrEqual(0);
    expect(checkedAt).toBeGreaterThan(0);
    expect(baseUrl?.startsWith(double.origin)).toBe(true);
    expect(double.requests.map(({ method }) => method)).not.toContain('POST');
  });

  it('streams an answer as it comes, with usage, to one end', async () => {
    const [bench, double] = await setUp();
    const { parts, text, error } = await ask(bench, 'hello');
    expect(error).toBeUndefined();
    expect(text).toBe(GREETING);
    expect(parts.filter(({ type }) => type === 'text-delta').length).toBeGreaterThan(3);
    const target = { providerId: vendor.id, modelId: vendor.models[0], host: undefined };
    expect(parts[0]).toEqual({ type: 'attempt-start', target, attempt: 1 });
    expect(parts.filter(({ type }) => type === 'stream-end')).toEqual([parts.at(-1)]);
    expect(parts.at(-1)).toMatchObject({ reason: 'stop', target, usage: { inputTokens: 11, outputTokens: 7 } });
    expect(double.chats).toHaveLength(1);
    expect(double.chats[0]?.body).toMatchObject({ model: vendor.models[0], stream: true });
  });

  it('says what the first token says as soon as it is there', async () => {
    const [bench, double] = await setUp();
    double.cut = HELD;
    for await (const part of bench.ai.languageModel(model).stream(say('story'), { signal: never })) {
      // The server holds the rest back: without streaming this would never come.
      if (part.type === 'text-delta') break;
    }
    await double.chats[0]?.hungUp;
  });

  it('asks the default model when none is named', async () => {
    const [bench, double] = await setUp();
    const { text } = await ask(bench, 'hello', { model: vendor.id });
    expect(text).toBe(GREETING);
    expect(vendor.models).toContain((double.chats[0]?.body as { model: string }).model);
  });

  it('says how much and how freely in the words of the vendor, or not at all', async () => {
    const [bench, double] = await setUp();
    const request = say('hello', { maxOutputTokens: 77, temperature: 0.3 });
    const { text } = await outcomeOf(bench.ai.languageModel(model).stream(request, { signal: never }));
    expect(text).toBe(GREETING);
    const { tokenField, takesSampling = true } = vendor;
    const sent = double.chats[0]?.body as Readonly<Record<string, unknown>>;
    expect([sent['max_tokens'], sent['max_completion_tokens']].filter(Boolean)).toEqual([77]);
    expect([sent[tokenField], sent['temperature']]).toEqual([77, takesSampling ? 0.3 : undefined]);
    const told = bench.log.some((line) => line.startsWith('debug') && line.includes('temperature'));
    expect(told).toBe(!takesSampling);
  });

  it('gives reasoning apart from the answer', async () => {
    const [bench] = await setUp();
    const { parts, text } = await ask(bench, 'thought');
    const reasoning = parts.map((part) => (part.type === 'reasoning-delta' ? part.text : '')).join('');
    expect([reasoning, text]).toEqual([THOUGHT.reasoning, THOUGHT.content]);
  });

  it('stops in the middle: the server sees it, the text stays, it is no failure', async () => {
    const [bench, double] = await setUp();
    double.cut = HELD;
    const abort = new AbortController();
    const { parts, text, error } = await ask(bench, 'story', {
      signal: abort.signal,
      onPart: ({ type }) => type === 'text-delta' && abort.abort(),
    });
    await double.chats[0]?.hungUp;
    expect(error).toBeUndefined();
    expect(parts.at(-1)).toMatchObject({ type: 'stream-end', reason: 'aborted' });
    expect(text).not.toBe('');
    expect(STORY.startsWith(text)).toBe(true);
    expect(bench.log.filter((line) => /^(warn|error)/.test(line))).toEqual([]);
  });

  it('sends nothing when it was stopped before it began', async () => {
    const [bench, double] = await setUp();
    const { parts } = await ask(bench, 'story', { signal: AbortSignal.abort() });
    expect(parts).toHaveLength(1);
    expect(parts[0]).toMatchObject({ type: 'stream-end', reason: 'aborted' });
    expect(double.chats).toEqual([]);
  });
}
