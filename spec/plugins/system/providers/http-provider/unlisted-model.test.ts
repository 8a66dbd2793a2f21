import { expect, it } from 'vitest';
import { json } from '../../../../support/faults.js';
import { startFaultServer } from '../../../../support/fault-server.js';
import { unlistedModel } from '../../../../../plugins/system/providers/http-provider/unlisted-model.js';
import { HttpStage, modelList } from './http-stage.js';

const models = ['corp-small', 'corp-large', 'claude-x-20260101', 'qwen3:latest', 'gpt-6-luna-2026-08-06'].map((id) => ({
  id,
  kind: 'language' as const,
}));
const of = (said: { configuredModel?: string; chosenModel?: string }, listed = models) =>
  unlistedModel('corp', { configuredModel: undefined, chosenModel: undefined, ...said }, listed);

it('a model of the settings that the provider does not list is told, with the setting and what is near', () => {
  expect(of({ configuredModel: 'corp-xl' })).toBe(
    'The setting system.providers.corp.model names corp-xl, which is not in the list of models. Did you mean corp-small?',
  );
  expect(of({ configuredModel: 'zzz' })).toBe(
    'The setting system.providers.corp.model names zzz, which is not in the list of models.',
  );
});

it('so is one that was chosen on the screen, which counts before the setting', () => {
  expect(of({ chosenModel: 'corp-smal', configuredModel: 'corp-xl' })).toMatch(
    /^The model that was chosen, corp-smal, is not in the list of models\. Did you mean /,
  );
  expect(of({ chosenModel: 'corp-small', configuredModel: 'corp-xl' })).toBeUndefined();
});

it.each(['corp-small', 'claude-x', 'qwen3', 'gpt-6-luna', 'claude-x-latest'])('%s is listed', (id) =>
  expect(of({ configuredModel: id })).toBeUndefined(),
);

it('nothing is said where nobody named a model, or the provider lists none', () => {
  expect(of({})).toBeUndefined();
  expect(of({ configuredModel: 'corp-xl' }, [])).toBeUndefined();
});

it('is among the warnings once somebody has looked', async () => {
  const server = await startFaultServer(json(modelList('m-1')));
  const stage = new HttpStage(`${server.url}/v1`, { settings: { model: 'm-2' } });
  try {
    expect(stage.provider.state.get().warnings).toEqual([]);
    await stage.provider.refresh({ signal: AbortSignal.timeout(60_000) });
    expect(stage.provider.state.get().warnings).toEqual([expect.stringContaining('system.providers.acme.model')]);
  } finally {
    await stage.dispose();
    await server.dispose();
  }
});
