import { afterEach, describe, expect, it } from 'vitest';
import { Store, type Screen } from 'devmgr/plugin-api';
import { FakeClock } from 'devmgr/plugin-api/testing';
import { json } from '../../../../support/faults.js';
import { startFaultServer, type FaultServer } from '../../../../support/fault-server.js';
import { until } from '../../support/until.js';
import { aiStage, type AiStage } from '../support/ai-stage.js';
import { says, scriptedProvider } from '../support/scripted-provider.js';

let stage: AiStage;
let server: FaultServer | undefined;

afterEach(async () => {
  await stage.dispose();
  await server?.dispose();
  server = undefined;
});

const SCREEN: Partial<Screen> = { isInteractive: true };
const turn = () => new Promise(setImmediate);

describe('with a screen', () => {
  it('providers are looked at after the first frame and then from time to time, never twice at once', async () => {
    const clock = new FakeClock(1_000_000);
    stage = aiStage({ clock, screen: SCREEN, settings: { 'ai-refresh-interval': 60 } });
    let finish = () => undefined as void;
    const slow = scriptedProvider('slow', [says('')], {
      refresh: () => new Promise<void>((resolve) => (slow.refreshed++, (finish = resolve))),
    });
    stage.ai.registerProvider(slow);
    expect(slow.refreshed).toBe(0);
    clock.advance(500);
    expect(slow.refreshed).toBe(1);
    clock.advance(9_000);
    expect(slow.refreshed).toBe(1);
    finish();
    await until(stage.ai.providers, () => true);
    for (let tries = 0; tries < 20 && slow.refreshed < 2; tries++) {
      await turn();
      clock.advance(10_000);
    }
    expect(slow.refreshed).toBe(2);
  });

  it('one that hangs does not keep the others from being looked at again', async () => {
    const clock = new FakeClock(1_000_000);
    stage = aiStage({ clock, screen: SCREEN, settings: { 'ai-refresh-interval': 60 } });
    const hanging = scriptedProvider('hanging', [says('')], { refresh: () => new Promise<void>(() => undefined) });
    const throwing = scriptedProvider('throwing', [says('')], { refresh: () => Promise.reject(new Error('oops')) });
    const good = scriptedProvider('good', [says('')]);
    for (const provider of [hanging, throwing, good]) stage.ai.registerProvider(provider);
    clock.advance(500);
    expect(good.refreshed).toBe(1);
    for (let tries = 0; tries < 20 && good.refreshed < 2; tries++) {
      await turn();
      clock.advance(10_000);
    }
    expect(good.refreshed).toBe(2);
    expect(stage.logged()).toContain('warn throwing: looking at it failed: oops');
  });

  it('a key that is written into .env is looked at on its own', async () => {
    server = await startFaultServer(json({ data: [{ id: 'gpt-6-luna' }] }));
    const dotenv = new Store<Readonly<Record<string, string>>>({});
    const env = { OPENAI_BASE_URL: `${server.url}/v1` };
    stage = aiStage({ screen: SCREEN, env, dotenv, settings: { 'ai-refresh-interval': 300 } });
    const openai = stage.registry.require('openai').provider;
    expect(openai.state.get().status).toMatchObject({ kind: 'needs-key' });
    dotenv.set({ OPENAI_API_KEY: 'sk-test-0123456789' });
    await until(openai.state, ({ status }) => status.kind === 'ready');
    expect(server.requests).not.toHaveLength(0);
    expect(stage.test.secrets).toContain('sk-test-0123456789');
  });
});

describe('with 0 as interval', () => {
  it('nobody looks but those who are asked', async () => {
    const clock = new FakeClock(1_000_000);
    stage = aiStage({ clock, screen: SCREEN });
    const quiet = scriptedProvider('quiet', [says('')]);
    stage.ai.registerProvider(quiet);
    clock.advance(3_600_000);
    expect(quiet.refreshed).toBe(0);
    await stage.ai.refresh({ signal: AbortSignal.timeout(60_000) });
    expect(quiet.refreshed).toBe(1);
  });
});

describe('without a screen', () => {
  it('nothing is sent before somebody asks', async () => {
    server = await startFaultServer(json({ data: [] }));
    const clock = new FakeClock(1_000_000);
    const dotenv = new Store<Readonly<Record<string, string>>>({});
    stage = aiStage({ clock, dotenv, env: { OPENAI_BASE_URL: `${server.url}/v1` } });
    dotenv.set({ OPENAI_API_KEY: 'sk-test-0123456789' });
    clock.advance(3_600_000);
    await turn();
    expect(clock.pending).toBe(0);
    expect(server.acceptedConnections).toBe(0);
    expect(stage.registry.require('openai').provider.state.get().status).toEqual({ kind: 'unknown' });
  });
});
