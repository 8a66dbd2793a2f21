import { describe, expect, it } from 'vitest';
import { endedHost } from '../../../../../plugins/system/providers/definitions/ended-hosts.js';
import { knownProviders } from '../../../../../plugins/system/providers/definitions/known-providers.js';

const byId = new Map(knownProviders.map((provider) => [provider.id, provider]));
const matches = (patterns: readonly string[] | undefined, id: string) =>
  (patterns ?? []).some((pattern) => new RegExp(pattern).test(id));

it('has the providers of the table, each once', () => {
  expect([...byId.keys()]).toEqual([
    'openai',
    'anthropic',
    'together',
    'anyscale',
    'ollama',
    'llama-server',
    'lm-studio',
    'vllm',
  ]);
  expect(byId.size).toBe(knownProviders.length);
});

it.each(knownProviders.map((provider) => [provider.id, provider] as const))('%s is well-formed', (id, provider) => {
  expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
  for (const url of [provider.baseUrl ?? [], provider.otherBaseUrls ?? []].flat()) expect(url).toMatch(/\/v1$/);
  for (const name of [...(provider.keyVariables ?? []), ...(provider.baseUrlVariables ?? [])]) {
    expect(name).toMatch(/^[A-Z][A-Z0-9_]+$/);
  }
  const { samplingModels, noSamplingModels, otherModels, embeddingModels } = provider.quirks ?? {};
  for (const pattern of [samplingModels, noSamplingModels, otherModels, embeddingModels].flatMap(
    (list) => list ?? [],
  )) {
    expect(() => new RegExp(pattern)).not.toThrow();
  }
  if (provider.kind === 'local-server') {
    expect(provider).toMatchObject({ isKeyOptional: true, quirks: { tokenField: 'max_tokens' } });
    expect(provider.setupHint).toMatch(/^Start /);
  }
});

describe('openai', () => {
  const quirks = byId.get('openai')?.quirks;

  it.each([
    'gpt-5',
    'gpt-5-mini',
    'gpt-5.6-sol',
    'gpt-6-luna',
    'gpt-6.1-sol',
    'gpt-10',
    'o1',
    'o4-mini',
    'ft:o4-mini:x',
  ])('sends no sampling parameters to %s', (id) => expect(matches(quirks?.noSamplingModels, id)).toBe(true));

  it.each(['gpt-4o', 'gpt-4.1-mini', 'gpt-4', 'gpt-3.5-turbo', 'ft:gpt-4o-mini:org::x', 'omni'])(
    'sends them to %s',
    (id) => expect(matches(quirks?.noSamplingModels, id)).toBe(false),
  );

  it.each([
    ['whisper-1', true],
    ['gpt-image-1', true],
    ['gpt-4o-mini-transcribe', true],
    ['gpt-4o-realtime-preview', true],
    ['gpt-4o-audio-preview-2024-12-17', true],
    ['gpt-3.5-turbo-instruct', true],
    ['o3-deep-research', true],
    ['gpt-5-pro', true],
    ['omni-moderation-latest', true],
    ['gpt-6-luna', false],
    ['gpt-6.1-sol', false],
    ['gpt-4o', false],
    ['o4-mini', false],
    ['text-embedding-3-small', false],
    ['ft:gpt-4o-mini:org::x', false],
    ['gpt-audio-1.5', true],
    ['gpt-realtime', true],
    ['chatgpt-image-latest', true],
    ['codex-mini-latest', true],
    ['gpt-5.1-codex-max', true],
    ['o1-pro-2025-03-19', true],
    ['tts-1-hd', true],
    // OPENAI_BASE_URL may be a gateway to the models of others.
    ['llama-3.3-70b-instruct', false],
    ['qwen2.5-coder-instruct', false],
    ['corp-codex', false],
    ['meta/image-reader', false],
    ['openai/gpt-oss-20b', false],
  ])('%s is left out of the list: %s', (id, isOut) => expect(matches(quirks?.otherModels, id)).toBe(isOut));
});

describe('anthropic', () => {
  it.each([
    ['claude-haiku-4-5', true],
    ['claude-haiku-4-5-20251001', true],
    ['claude-sonnet-4-6', true],
    ['claude-opus-4-5', true],
    ['claude-opus-4-7', false],
    ['claude-opus-4-8', false],
    ['claude-sonnet-5', false],
    ['claude-haiku-5-5', false],
    ['claude-fable-5-2', false],
  ])('%s takes temperature: %s', (id, takes) => {
    expect(matches(byId.get('anthropic')?.quirks?.samplingModels, id)).toBe(takes);
  });
});

it('knows that the public host of Anyscale has ended, and gives Anyscale no other address', () => {
  expect(byId.get('anyscale')?.baseUrl).toBeUndefined();
  expect(endedHost('api.endpoints.anyscale.com')).toContain('2024-08-01');
  expect(endedHost('my-service.example')).toBeUndefined();
});
