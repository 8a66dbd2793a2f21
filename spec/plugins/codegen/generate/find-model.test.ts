import { expect, it } from 'vitest';
import { findModel, settledModel } from '../../../../plugins/codegen/generate/find-model.js';
import { modelRoom } from '../../../../plugins/codegen/generate/model-room.js';
import { aiStage } from '../../system/providers/support/ai-stage.js';
import { fails, says, scriptedProvider } from '../../system/providers/support/scripted-provider.js';
import { generateStage } from './generate-stage.js';

const signal = AbortSignal.timeout(60_000);

it('looks at a provider that nobody has looked at, when its window is not known otherwise', async () => {
  const { ai, dispose } = aiStage();
  const provider = scriptedProvider('fresh', [says('x')]);
  provider.state.set({ ...provider.state.get(), status: { kind: 'unknown' } });
  ai.registerProvider(provider);
  const known = scriptedProvider('known', [says('x')], { info: { contextWindow: 9_000 } });
  known.state.set({ ...known.state.get(), status: { kind: 'unknown' } });
  ai.registerProvider(known);
  await settledModel(ai, 'fresh', signal);
  await settledModel(ai, 'known', signal);
  expect([provider.refreshed, known.refreshed]).toEqual([1, 0]);
  await dispose();
});

it('refuses a model that a server on this machine does not have', async () => {
  const { ai, dispose } = aiStage();
  const provider = scriptedProvider('mine', [says('x')], { kind: 'local-server' });
  ai.registerProvider({
    ...provider,
    languageModel: (modelId = 'm') => ({
      ...provider.languageModel(),
      modelId,
      info: { id: modelId, kind: 'language' },
    }),
  });
  const listed = ai.providers
    .get()
    .find(({ id }) => id === 'mine')
    ?.state.get().models;
  expect(listed?.map(({ id }) => id)).toEqual(['m']);
  await expect(settledModel(ai, 'mine/nosuch', signal)).rejects.toMatchObject({
    ...{ message: 'mine has no model nosuch', hint: 'It lists m.', exitCode: 2 },
  });
  // The provider has the last word where that is wanted.
  const unlisted = await settledModel(ai, 'mine/nosuch', signal, { takesUnlistedModel: true });
  expect(unlisted.modelId).toBe('nosuch');
  expect((await settledModel(ai, 'mine/m', signal)).modelId).toBe('m');
  expect((await settledModel(ai, 'mine', signal)).modelId).toBe('m');
  await dispose();
});

it('refuses who does not exist, and who only quotes', async () => {
  const { ai, dispose } = aiStage();
  expect(() => findModel(ai, 'nobody/m')).toThrow(/nobody/);
  expect(() => findModel(ai, 'local/extractive')).toThrow('No model is ready that writes code');
  await expect(settledModel(ai, 'local/extractive', signal)).rejects.toThrow('No model is ready that writes code');
  await dispose();
});

it('tells why the models failed instead of letting somebody quote in their place', async () => {
  await using stage = await generateStage({ streams: [fails('unauthorised')] });
  const { error, generation } = await stage.generate('app/a.py', { prompt: 'x' });
  expect(generation).toBeUndefined();
  expect(String(error)).toContain('It is unauthorised');
});

it('keeps room for the answer, and is careful where nobody says how much there is', () => {
  const room = (id: string, kind: 'cloud' | 'local-server', info: object) => {
    const provider = scriptedProvider(id, [says('x')], { kind, info });
    return modelRoom(provider.languageModel(), [provider]);
  };
  expect(room('a', 'cloud', { contextWindow: 400_000, maxOutputTokens: 128_000 })).toMatchObject({
    input: 96_000,
    output: 32_000,
  });
  expect(room('b', 'cloud', { contextWindow: 9_000, maxOutputTokens: 1_000 })).toMatchObject({
    input: 8_000,
    output: 1_000,
  });
  expect(room('c', 'local-server', {})).toMatchObject({
    input: 2_731,
    output: 1_365,
    hint: expect.stringContaining('4096') as string,
  });
  expect(room('d', 'cloud', {}).input).toBe(10_923);
});
