import { afterEach, describe, expect, it } from 'vitest';
import { startFaultServer, type FaultServer } from '../../../../support/fault-server.js';
import { json, type Fault } from '../../../../support/faults.js';
import {
  chatCall,
  completion,
  notedTrace,
  route,
  upstreamStage,
  type UpstreamStage,
} from '../upstream/upstream-stage.js';

let stage: UpstreamStage | undefined;
const servers: FaultServer[] = [];
afterEach(async () => {
  await stage?.dispose();
  await Promise.all(servers.splice(0).map((server) => server.dispose()));
});

const refusal = (status: number, message: string, headers = {}, code: string | null = null) =>
  json({ error: { message, type: 'error', code } }, status, headers);

/** One provider whose model `a` fails as told, and another one behind it in the route: `one/a, one/b, two/c`. */
async function failing(first: Fault) {
  const one = await startFaultServer((target) => {
    const { model } = JSON.parse(target.request.body) as { model: string };
    return model === 'a' ? first(target) : json(completion('of one'))(target);
  });
  const two = await startFaultServer(json(completion('of two')));
  servers.push(one, two);
  stage = upstreamStage({
    providers: { one: `${one.url}/v1`, two: `${two.url}/v1` },
    settings: { 'ai-retries': 0 },
  });
  const { upstream, settings } = stage;
  settings.routes.set('all', route('all', ['one/a', 'one/b', 'two/c']));
  settings.routes.set('broken', route('broken', ['one/a', 'two/c']));
  settings.routes.set('other', route('other', ['one/b', 'two/c']));
  await upstream.answer(chatCall('broken'));
  const asked = async (name: string) => {
    const trace = notedTrace();
    await upstream.answer(chatCall(name, { trace }));
    return trace.tries.map(({ target, outcome }) => `${target} ${outcome}`);
  };
  return { upstream, asked };
}

describe('after a failure', () => {
  const link = 'https://platform.openai.com/account/rate-limits';
  it.each([
    ['a 429', refusal(429, `Rate limit reached for a in organization org-1. See ${link}`, { 'retry-after': '60' })],
    ['a 500', refusal(500, 'broken')],
    ['a 503', refusal(503, 'This model is overloaded')],
    ['a 403', refusal(403, 'No access to a')],
    ['a 404', refusal(404, 'No such model', {}, 'model_not_found')],
  ])('%s of one model only that model is left alone', async (_name, fault) => {
    const { upstream, asked } = await failing(fault);
    expect(await asked('other')).toEqual(['one/b answered']);
    expect(await asked('all')).toEqual(['one/a passed-over', 'one/b answered']);
    expect(upstream.resting()).toMatchObject([{ name: 'one/a', isProvider: false }]);
  });

  it.each([
    ['a 401', refusal(401, 'Incorrect API key provided')],
    ['a 402', refusal(402, 'Pay first')],
    ['an empty account', refusal(429, 'You exceeded your current quota', {}, 'insufficient_quota')],
    [
      'a 429 of the account',
      refusal(429, "This request would exceed your account's rate limit", { 'retry-after': '60' }),
    ],
  ])('%s all models of the provider are', async (_name, fault) => {
    const { upstream, asked } = await failing(fault);
    expect(upstream.resting()).toMatchObject([{ name: 'one', isProvider: true, reason: expect.any(String) as string }]);
    expect(await asked('other')).toEqual(['one/b passed-over', 'two/c answered']);
    // Asked alone it may be well again, and so are the others then.
    expect(await asked('one/b')).toEqual(['one/b answered']);
    expect(upstream.resting()).toEqual([]);
    expect(await asked('other')).toEqual(['one/b answered']);
  });

  it('of the connection all models of the provider are', async () => {
    const [nobody, two] = [await startFaultServer(json({})), await startFaultServer(json(completion('of two')))];
    servers.push(two);
    stage = upstreamStage({
      providers: { one: `${nobody.url}/v1`, two: `${two.url}/v1` },
      settings: { 'ai-retries': 0 },
    });
    await nobody.dispose();
    stage.settings.routes.set('other', route('other', ['one/b', 'two/c']));
    await stage.upstream.answer(chatCall('one/a')).catch(() => undefined);
    expect(stage.upstream.resting()).toMatchObject([{ name: 'one', isProvider: true }]);
    const trace = notedTrace();
    await stage.upstream.answer(chatCall('other', { trace }));
    expect(trace.asked).toEqual(['two/c']);
  });

  it('a shorter rest does not end a longer one, nor is it the reason for it', async () => {
    const faults = [
      refusal(503, 'Overloaded', { 'retry-after': '20' }),
      refusal(429, 'Slow down', { 'retry-after': '1' }),
      refusal(503, 'Still overloaded', { 'retry-after': '40' }),
    ];
    const { upstream } = await failing((target) => faults.shift()?.(target));
    const [first] = upstream.resting();
    await upstream.answer(chatCall('one/a')).catch(() => undefined);
    expect(upstream.resting()).toEqual([first]);
    expect(first?.reason).toContain('Overloaded');
    await upstream.answer(chatCall('one/a')).catch(() => undefined);
    const [last] = upstream.resting();
    expect(last?.reason).toContain('Still overloaded');
    expect(last?.until).toBeGreaterThan(first?.until ?? 0);
  });

  it('is told why a model is passed over, and until when', async () => {
    const { upstream } = await failing(refusal(429, 'Slow down', { 'retry-after': '60' }));
    const trace = notedTrace();
    await upstream.answer(chatCall('broken', { trace }));
    expect(trace.tries[0]?.reason).toMatch(/^it failed lately \(.*Slow down.*\) and is left alone for \d\d s more$/);
    expect(trace.asked).toEqual(['two/c']);
    const [rest] = upstream.resting();
    expect(rest?.reason).toContain('Slow down');
    const left = (rest?.until ?? 0) - (stage?.ai.host.now() ?? 0);
    expect(left).toBeGreaterThan(0);
    expect(left).toBeLessThanOrEqual(60_000);
  });
});
