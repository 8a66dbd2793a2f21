import { afterEach, expect, it } from 'vitest';
import { startFaultServer, type FaultServer } from '../../../../support/fault-server.js';
import { hangUp, json, type Fault } from '../../../../support/faults.js';
import { KEY, upstreamStage, type UpstreamStage } from './upstream-stage.js';

let server: FaultServer;
let stage: UpstreamStage;
afterEach(async () => {
  await stage.dispose();
  await server.dispose();
});

const messages = [{ role: 'user', content: 'hello' }];

async function count(fault: Fault, model: string) {
  server = await startFaultServer(fault);
  stage = upstreamStage({ providers: { anthropic: server.url, acme: `${server.url}/v1` } });
  stage.settings.aliases.set('quick', 'anthropic/claude-haiku-5-5');
  const headers = { 'anthropic-beta': 'x-1' };
  const body = { model, messages, system: 's' };
  return stage.upstream.countTokens({ body, model, headers, signal: AbortSignal.timeout(60_000) });
}

it('asks Anthropic, which counts its own', async () => {
  expect(await count(json({ input_tokens: 42 }), 'quick')).toEqual({ inputTokens: 42, providerId: 'anthropic' });
  const [request] = server.requests;
  expect(request?.path).toBe('/v1/messages/count_tokens');
  expect(request?.headers).toMatchObject({ 'x-api-key': KEY, 'anthropic-beta': 'x-1' });
  expect(JSON.parse(request?.body ?? '')).toEqual({ model: 'claude-haiku-5-5', messages, system: 's' });
});

it.each([
  ['another provider', json({ input_tokens: 42 }), 'acme/m'],
  ['a model that nobody has', json({ input_tokens: 42 }), 'nobody/m'],
])('asks nobody for %s', async (_what, fault, model) => {
  expect(await count(fault, model)).toBeUndefined();
  expect(server.requests.filter(({ path }) => path.includes('count_tokens'))).toEqual([]);
});

it.each([
  ['is over its limit', json({ type: 'error', error: { type: 'rate_limit_error', message: 'x' } }, 429)],
  ['hangs up', hangUp()],
  ['says something else', json({})],
])('does without where it %s, and leaves the provider alone for nothing', async (_what, fault) => {
  expect(await count(fault, 'anthropic/claude-haiku-5-5')).toBeUndefined();
  expect(stage.ai.limits.get('anthropic')).toBeUndefined();
});
