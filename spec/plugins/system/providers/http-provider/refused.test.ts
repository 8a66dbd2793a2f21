import { afterEach, describe, expect, it } from 'vitest';
import { aiFailure } from 'devmgr/plugin-api/contracts/ai';
import { json } from '../../../../support/faults.js';
import { startFaultServer, type FaultServer } from '../../../../support/fault-server.js';
import { ask } from '../support/ai-stage.js';
import { HttpStage, modelList } from './http-stage.js';

let server: FaultServer;
let stage: HttpStage;

afterEach(async () => {
  await stage.dispose();
  await server.dispose();
});

const state = () => stage.provider.state.get();
const look = () => stage.provider.refresh({ signal: AbortSignal.timeout(60_000) });
const refusal = json({ error: { message: 'Incorrect API key provided: sk-secret-0123456789.' } }, 401);
const REASON = 'Incorrect API key provided: ***.';

describe('a key that is refused', () => {
  it('is told with the words of the provider, by a look and by a question', async () => {
    server = await startFaultServer(refusal);
    stage = new HttpStage(`${server.url}/v1`, { definition: { defaultModel: 'm-1' } });
    await look();
    expect(state().status).toMatchObject({ kind: 'needs-key', reason: REASON });
    stage.provider.reconsider();
    await ask(stage.provider.languageModel('m-1'));
    expect(state().status).toMatchObject({ kind: 'needs-key', reason: REASON });
  });

  it('is told also when the provider says nothing', async () => {
    server = await startFaultServer(json({}, 401));
    stage = new HttpStage(`${server.url}/v1`);
    await look();
    expect(state().status).toMatchObject({ kind: 'needs-key', reason: 'Acme does not accept the key' });
    const { error } = await ask(stage.provider.languageModel());
    expect(error).toMatchObject({ message: 'Acme does not accept the key' });
    expect(aiFailure(error)?.kind).toBe('needs-key');
  });

  it('is none where none was sent', async () => {
    server = await startFaultServer(refusal);
    stage = new HttpStage(`${server.url}/v1`, { endpoint: { key: undefined } });
    await look();
    expect(state().status.kind).toBe('needs-key');
    expect(state().status).not.toHaveProperty('reason');
  });
});

describe('a quota that is used up', () => {
  const empty = json({ error: { message: 'You exceeded your current quota.', code: 'insufficient_quota' } }, 429);

  it('is a limit whose end nobody knows, with the words of the provider and what helps', async () => {
    server = await startFaultServer([json(modelList('m-1')), empty]);
    stage = new HttpStage(`${server.url}/v1`);
    await look();
    await ask(stage.provider.languageModel('m-1'));
    expect(state().status).toEqual({
      kind: 'limited',
      reason: 'the quota is used up (You exceeded your current quota.)',
      until: undefined,
      hint: 'Waiting does not help: add credit or raise the limit in your account of Acme, or choose another provider',
    });
    // Failover leaves it alone for a while all the same.
    expect(stage.limits.get('acme')?.until).toBeGreaterThan(Date.now());
  });

  it('is told apart from too many requests', async () => {
    server = await startFaultServer(json({ error: { message: 'Slow down' } }, 429));
    stage = new HttpStage(`${server.url}/v1`);
    await look();
    expect(state().status).toMatchObject({
      kind: 'limited',
      reason: 'too many requests (Slow down)',
      until: expect.any(Number) as number,
      hint: 'Wait, or ask another provider meanwhile.',
    });
  });
});
