import type { AiModelInfo } from 'devmgr/plugin-api/contracts/ai';
import { expect, it } from 'vitest';
import { anthropicModels } from '../../../../../plugins/system/providers/catalogue/anthropic-models.js';
import { baseModelId } from '../../../../../plugins/system/providers/catalogue/base-model-id.js';
import { describeModel } from '../../../../../plugins/system/providers/catalogue/describe-model.js';
import { modelEnds } from '../../../../../plugins/system/providers/catalogue/model-ends.js';
import { openAiModels } from '../../../../../plugins/system/providers/catalogue/openai-models.js';
import { togetherModels } from '../../../../../plugins/system/providers/catalogue/together-models.js';
import { successorOf } from '../../../../../plugins/system/providers/catalogue/successor-of.js';

function model(id: string, more: Partial<AiModelInfo> = {}): AiModelInfo {
  return { id, kind: 'language', ...more };
}

it('adds what the provider does not say', () => {
  expect(describeModel({ id: 'openai' }, model('gpt-6-luna'))).toEqual({
    id: 'gpt-6-luna',
    kind: 'language',
    contextWindow: 1_050_000,
    maxOutputTokens: 128_000,
    seesImages: true,
    dimensions: undefined,
    price: { input: 0.1, output: 0.5 },
    retirement: undefined,
  });
  expect(describeModel({ id: 'anthropic' }, model('claude-haiku-4-5-20251001'))).toMatchObject({
    contextWindow: 200_000,
  });
  expect(describeModel({ id: 'openai' }, model('text-embedding-3-large'))).toMatchObject({ dimensions: 3072 });
});

it('leaves the word of the provider', () => {
  const told = model('claude-haiku-4-5', {
    contextWindow: 1_000_000,
    seesImages: false,
    price: { input: 9, output: 9 },
  });
  expect(describeModel({ id: 'anthropic' }, told)).toMatchObject({ ...told, maxOutputTokens: 64_000 });
  const moved = model('gpt-4o', { retirement: { date: '2027-03-01', successor: undefined } });
  expect(describeModel({ id: 'openai' }, moved).retirement).toEqual({ date: '2027-03-01', successor: 'gpt-6-luna' });
});

it('knows announced ends, also of snapshots and fine-tuned models', () => {
  const end = { date: '2027-01-14', successor: 'gpt-6-luna' };
  expect(describeModel({ id: 'openai' }, model('gpt-4o')).retirement).toEqual(end);
  expect(describeModel({ id: 'openai' }, model('gpt-4o-2024-11-20')).retirement).toEqual(end);
  const tuned = describeModel({ id: 'openai' }, model('ft:gpt-4o-mini-2024-07-18:acme::abc'));
  expect(tuned).toMatchObject({ contextWindow: 128_000, price: undefined, retirement: end });
});

it.each(['corp', 'azure', 'mock', 'together'])(
  'knows the models of vendors at %s, but not what they cost there',
  (id) => {
    expect(describeModel({ id }, model('gpt-4o'))).toMatchObject({
      contextWindow: 128_000,
      maxOutputTokens: 16_384,
      seesImages: true,
      price: undefined,
      retirement: undefined,
    });
    expect(describeModel({ id }, model('openai/gpt-4.1-mini'))).toMatchObject({ contextWindow: 1_047_576 });
    expect(describeModel({ id }, model('claude-sonnet-5-20260101'))).toMatchObject({ contextWindow: 1_000_000 });
    expect(describeModel({ id }, model('gpt-4o', { contextWindow: 8192 }))).toMatchObject({ contextWindow: 8192 });
    expect(describeModel({ id }, model('somebody/gpt-4o'))).toEqual({ id: 'somebody/gpt-4o', kind: 'language' });
  },
);

it('takes the word of the settings before all others, for models that talk', () => {
  const definition = { id: 'corp', contextWindow: 32_768, maxOutputTokens: 4096, seesImages: false };
  const { id: _id, ...said } = definition;
  expect(describeModel(definition, model('gpt-4o', { contextWindow: 8192 }))).toMatchObject(said);
  expect(describeModel(definition, model('own-model'))).toMatchObject(said);
  const embedding: AiModelInfo = { id: 'text-embedding-3-large', kind: 'embedding' };
  expect(describeModel(definition, embedding)).toMatchObject({ contextWindow: 8192, seesImages: undefined });
});

/** `ollama cp llama3.2 gpt-4o` is the way to serve clients that ask for that name. */
it('says nothing of names that somebody else gave', () => {
  expect(describeModel({ id: 'ollama' }, model('gpt-4o'))).toEqual({ id: 'gpt-4o', kind: 'language' });
  expect(describeModel({ id: 'toString' }, model('gpt-4o')).price).toBeUndefined();
});

it.each([
  ['gpt-4o-2024-08-06', 'gpt-4o'],
  ['gpt-4-0613', 'gpt-4'],
  ['gpt-4-1106-preview', 'gpt-4-preview'],
  ['gpt-3.5-turbo-0125', 'gpt-3.5-turbo'],
  ['claude-3-5-sonnet-20241022', 'claude-3-5-sonnet'],
  ['claude-3-7-sonnet-latest', 'claude-3-7-sonnet'],
  ['ft:gpt-4o-mini-2024-07-18:acme::abc', 'gpt-4o-mini'],
  ['gpt-6.1-sol', 'gpt-6.1-sol'],
  ['gpt-oss-120b', 'gpt-oss-120b'],
])('%s is %s', (id, base) => expect(baseModelId(id)).toBe(base));

it.each([
  ['gpt-4', 'gpt-5.6-sol', '2026-10-23'],
  ['gpt-4-turbo-2024-04-09', 'gpt-5.6-sol', '2026-10-23'],
  ['GPT-3.5-Turbo', 'gpt-5.6-terra', '2026-10-23'],
  ['gpt-4o-2024-05-13', 'gpt-5.6-sol', '2026-10-23'],
  ['gpt-4o', 'gpt-6-luna', '2027-01-14'],
  ['gpt-5', 'gpt-6.1-sol', '2026-12-11'],
  ['claude-3-opus-20240229', 'claude-opus-5-5', '2026-01-05'],
  ['claude-3-haiku-20240307', 'claude-haiku-5-5', '2026-04-20'],
  ['claude-sonnet-4-20250514', 'claude-sonnet-5-5', '2026-06-15'],
  ['mistralai/Mixtral-8x7B-Instruct-v0.1', 'openai/gpt-oss-120b', undefined],
])('%s is followed by %s', (id, successor, endedOn) => expect(successorOf(id)).toEqual({ successor, endedOn }));

it.each(['gpt-6-luna', 'claude-haiku-5-5', 'qwen3:8b', '', 'constructor'])('%s has no end', (id) => {
  expect(successorOf(id)).toBeUndefined();
});

it('names only successors that stay, and that are known', () => {
  const known = new Set([...openAiModels, ...anthropicModels, ...togetherModels].map(({ id }) => id));
  for (const { ids, date, successor } of modelEnds) {
    expect(successorOf(successor), successor).toBeUndefined();
    expect(known, successor).toContain(successor);
    expect(date ?? '2026-01-01').toMatch(/^20\d\d-[01]\d-[0-3]\d$/);
    expect(ids.length).toBeGreaterThan(0);
  }
  expect(new Set(modelEnds.flatMap(({ ids }) => ids)).size).toBe(modelEnds.flatMap(({ ids }) => ids).length);
});
