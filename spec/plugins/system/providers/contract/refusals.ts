import { expect, it } from 'vitest';
import { GREETING } from '../../../../support/ai-doubles/upstream.js';
import { hurried, type Contract } from './contract.js';
import { connected, KEY, never } from './stage.js';

/** A no is told with what to do about it, and asked again where that helps. */
export function describeRefusals({ provider, vendor, stage, setUp, ask }: Contract): void {
  it('sends the key and nothing else that it knows', async () => {
    const double = await stage().double(provider, { key: KEY });
    const bench = stage().bench(connected(provider, double), {
      env: { UNRELATED_API_KEY: 'nobody-needs-to-know-this' },
    });
    await bench.provider(vendor.id).refresh({ signal: never });
    expect(bench.provider(vendor.id).state.get().status).toEqual({ kind: 'ready' });
    const { text } = await ask(bench, 'hello');
    expect(text).toBe(GREETING);
    expect(JSON.stringify(double.requests)).not.toContain('nobody-needs-to-know-this');
  });

  it('names the variable, never the key, when the key is refused', async () => {
    const double = await stage().double(provider, { key: 'another-key-than-that-one' });
    const bench = stage().bench(connected(provider, double));
    const { error } = await ask(bench, 'hello');
    expect(error?.failure).toMatchObject({ kind: 'unauthorised', providerId: vendor.id, status: 401 });
    expect(`${error?.message} ${error?.hint}`).toContain(provider.keyVariable);
    expect(`${error?.message} ${error?.hint} ${String(error?.cause)} ${bench.log.join('\n')}`).not.toContain(KEY);
    expect(double.chats).toHaveLength(1);
    await bench.provider(vendor.id).refresh({ signal: never });
    const { status } = bench.provider(vendor.id).state.get();
    expect(status).toMatchObject({ kind: 'needs-key', hint: expect.stringContaining(provider.keyVariable) as string });
  });

  it('names the models that are nearest to one that is not there', async () => {
    const [bench, double] = await setUp();
    const asked = `${vendor.models[0]?.slice(0, -1)}~`;
    const { error } = await ask(bench, 'hello', { model: `${vendor.id}/${asked}` });
    expect(error?.failure).toMatchObject({ kind: 'not-found', modelId: asked, status: 404 });
    expect(error?.message).toContain(asked);
    expect(error?.hint).toContain(vendor.models[0]);
    expect(double.chats).toHaveLength(1);
  });

  it('waits as long as a 429 says, and goes on', async () => {
    const [bench, double] = await setUp();
    double.answerChats(vendor.rateLimited(0.12));
    const { parts, text } = await ask(bench, 'hello');
    expect(text).toBe(GREETING);
    expect(parts.slice(0, 3)).toMatchObject([
      { type: 'attempt-start', attempt: 1 },
      { type: 'attempt-fail', retryInMs: 120, error: { failure: { kind: 'rate-limited', status: 429 } } },
      { type: 'attempt-start', attempt: 2 },
    ]);
    const [first, second] = double.chats;
    expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(118);
  });

  it('gives up after as many 429 as the settings allow, and says when again', async () => {
    const [bench, double] = await setUp({ 'ai-retries': 0 });
    double.answerChats(vendor.rateLimited(30));
    const before = Date.now();
    const { error } = await ask(bench, 'hello');
    expect(error?.failure).toMatchObject({ kind: 'rate-limited', retryAfterMs: 30_000 });
    expect(double.chats).toHaveLength(1);
    const { status } = bench.provider(vendor.id).state.get();
    expect(status).toMatchObject({ kind: 'limited' });
    const until = status.kind === 'limited' ? (status.until ?? 0) : 0;
    expect(until - before).toBeGreaterThanOrEqual(30_000);
    expect(until - before).toBeLessThan(45_000);
  });

  it('asks three times when the server fails, and then says so', async () => {
    const [bench, double] = await setUp();
    double.answerChats(...Array.from({ length: 3 }, () => hurried(vendor.serverError())));
    const { parts, error } = await ask(bench, 'hello');
    expect(double.chats).toHaveLength(3);
    expect(parts.filter(({ type }) => type === 'attempt-start')).toHaveLength(3);
    expect(error?.failure).toMatchObject({ kind: 'server-error', status: 500, modelId: vendor.models[0] });
    expect(error?.message).toContain(vendor.models[0]);
    expect(error?.hint).toBeTruthy();
  });

  it('goes on when the server fails only twice', async () => {
    const [bench, double] = await setUp();
    double.answerChats(hurried(vendor.serverError()), hurried({ ...vendor.serverError(), status: 503 }));
    const { text } = await ask(bench, 'hello');
    expect(text).toBe(GREETING);
    expect(double.chats).toHaveLength(3);
  });

  it('says the address when nobody is there', async () => {
    const double = await stage().double(provider);
    const setup = connected(provider, double, KEY);
    const { origin } = double;
    await double.stop();
    const bench = stage().bench(setup, { settings: { 'ai-retries': 0 } });
    const { error } = await ask(bench, 'hello');
    expect(error?.failure.kind).toBe('unreachable');
    expect(`${error?.message} ${error?.hint}`).toContain(origin);
    await bench.provider(vendor.id).refresh({ signal: never });
    expect(bench.provider(vendor.id).state.get().status.kind).toBe('unreachable');
  });

  if (provider.needsKey) {
    it('asks nobody without a key', async () => {
      const double = await stage().double(provider);
      const bench = stage().bench(provider.at(double.origin));
      await bench.provider(vendor.id).refresh({ signal: never });
      expect(bench.provider(vendor.id).state.get().status).toMatchObject({
        kind: 'needs-key',
        hint: expect.stringContaining(provider.keyVariable) as string,
      });
      const { error } = await ask(bench, 'hello');
      expect(error?.failure.kind).toBe('needs-key');
      expect(error?.hint).toContain(provider.keyVariable);
      expect(double.requests).toEqual([]);
    });
  }
}
