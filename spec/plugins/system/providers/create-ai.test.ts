import { LLMock } from '@copilotkit/aimock';
import type { SettingSource } from 'devmgr/plugin-api';
import type { AiProviderDefinition } from 'devmgr/plugin-api/contracts/ai-provider-definition';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startFaultServer } from '../../../support/fault-server.js';
import { events, json, route, stream } from '../../../support/faults.js';
import { chunk, modelList } from './http-provider/http-stage.js';
import { aiStage, ask, type AiStage } from './support/ai-stage.js';

const acme = (baseUrl: string): AiProviderDefinition => ({
  id: 'acme',
  title: 'Acme',
  kind: 'cloud',
  wireFormat: 'openai-chat',
  baseUrl,
  baseUrlVariables: ['ACME_BASE_URL'],
  keyVariables: ['ACME_API_KEY'],
  defaultModel: 'acme-1',
});

let mock: LLMock;
let stage: AiStage;

beforeEach(async () => {
  mock = new LLMock({ port: 0 });
  mock.onMessage('hello', { content: 'Hi from the model' });
  await mock.start();
});

afterEach(async () => {
  await stage.dispose();
  await mock.stop();
});

describe('the ai service', () => {
  it('finds what a person named: a provider, a model, or both', async () => {
    const server = await startFaultServer(route({ '/v1/models': json(modelList('acme-1', 'org/acme-2')) }));
    stage = aiStage({ env: { ACME_API_KEY: 'acme-0123456789', ACME_BASE_URL: `${server.url}/v1` } });
    stage.ai.registerProvider(acme(`${server.url}/v1`));
    const find = (provider?: string, model?: string) =>
      stage.ai.findSelection({ provider, model }, { signal: AbortSignal.timeout(60_000) });
    expect(await find('', ' ')).toBeUndefined();
    expect(await find(' ACME ')).toBe('acme');
    expect(await find('acme', 'new')).toBe('acme/new');
    expect(await find('acme', 'acme/new')).toBe('acme/new');
    expect(await find(undefined, 'acme')).toBe('acme');
    expect(await find(undefined, 'acme/acme-1')).toBe('acme/acme-1');
    expect(await find(undefined, 'org/acme-2')).toBe('acme/org/acme-2');
    await expect(find('nobody')).rejects.toThrow('nobody');
    await expect(find(undefined, 'nobody/at-all')).rejects.toThrow('nobody');
    await server.dispose();
  });

  it('asks OpenAI and streams the answer', async () => {
    stage = aiStage({ env: { OPENAI_API_KEY: 'sk-test-0123456789', OPENAI_BASE_URL: `${mock.url}/v1` } });
    const { parts, text, error } = await ask(stage.ai.languageModel('openai/gpt-6-luna'));
    expect(error).toBeUndefined();
    expect(text).toBe('Hi from the model');
    const target = { providerId: 'openai', modelId: 'gpt-6-luna', host: undefined };
    expect(parts[0]).toEqual({ type: 'attempt-start', target, attempt: 1 });
    expect(parts.at(-1)).toMatchObject({ type: 'stream-end', reason: 'stop', target });
  });

  it('asks Anthropic and streams the answer', async () => {
    stage = aiStage({ env: { ANTHROPIC_API_KEY: 'sk-ant-0123456789', ANTHROPIC_BASE_URL: mock.url } });
    const { text, error } = await ask(stage.ai.languageModel('anthropic'));
    expect(error).toBeUndefined();
    expect(text).toBe('Hi from the model');
  });

  it('without a selection looks for a server of this machine, and asks it', async () => {
    stage = aiStage({ settings: { providers: { 'lm-studio': { 'base-url': `${mock.url}/v1` } } } });
    expect(stage.ai.languageModel().providerId).toBe('local');
    const { parts, text, error } = await ask(stage.ai.languageModel());
    expect(error).toBeUndefined();
    expect(text).toBe('Hi from the model');
    expect(parts[0]).toMatchObject({ type: 'attempt-start', target: { providerId: 'lm-studio', host: undefined } });
    expect(stage.ai.languageModel().providerId).toBe('lm-studio');
  });

  it('without a selection prefers a service with a key, which needs no look at its own host', async () => {
    stage = aiStage({
      env: { ACME_API_KEY: 'sk-test-0123456789' },
      settings: { providers: { 'lm-studio': { 'base-url': `${mock.url}/v1` } } },
    });
    stage.ai.registerProvider(acme(`${mock.url}/v1`));
    expect(stage.ai.languageModel().providerId).toBe('acme');
    expect((await ask(stage.ai.languageModel())).parts[0]).toMatchObject({ target: { providerId: 'acme' } });
    expect(mock.getRequests().map(({ path }) => path)).toEqual(['/v1/chat/completions']);
  });

  it.each([
    ['without a selection', undefined],
    ['that is named', 'acme'],
  ])('looks at a service %s when it is elsewhere, and asks a model that is there', async (_how, selection) => {
    const gateway = await startFaultServer(
      route({
        '/v1/models': json(modelList('corp-small')),
        '/v1/chat/completions': stream([events(chunk('Hi'), chunk('', 'stop'), '[DONE]')]),
      }),
    );
    stage = aiStage({ env: { ACME_API_KEY: 'sk-test-0123456789', ACME_BASE_URL: `${gateway.url}/v1` } });
    stage.ai.registerProvider(acme('https://api.acme.invalid/v1'));
    const { text, parts } = await ask(stage.ai.languageModel(selection));
    await gateway.dispose();
    expect(text).toBe('Hi');
    expect(parts[0]).toMatchObject({ target: { providerId: 'acme', modelId: 'corp-small' } });
    expect(stage.ai.languageModel()).toMatchObject({ providerId: 'acme', modelId: 'corp-small' });
  });

  it('asks nobody whom the order does not name, also when it names nobody that there is', async () => {
    const env = { OPENAI_API_KEY: 'sk-test-0123456789', OPENAI_BASE_URL: `${mock.url}/v1` };
    stage = aiStage({ env, settings: { 'ai-order': ['olama/qwen3:8b', 'nobody'] } });
    expect(stage.ai.languageModel().providerId).toBe('olama');
    const { error } = await ask(stage.ai.languageModel());
    expect(error).toMatchObject({
      message: 'The setting system.ai-order names no AI provider that there is: olama/qwen3:8b, nobody',
      hint: 'Did you mean ollama? A model is named provider/model.',
    });
    expect(mock.getRequests()).toEqual([]);
  });

  it('what a project said stays the word of the project until the settings are read anew', async () => {
    const settingSources: Record<string, SettingSource> = { providers: 'project' };
    stage = aiStage({
      env: { OPENAI_API_KEY: 'sk-test-0123456789' },
      settings: { providers: { openai: { 'base-url': 'http://host.invalid/v1' } } },
      settingSources,
    });
    settingSources['providers'] = 'user';
    const { error } = await ask(stage.ai.languageModel('openai'));
    expect(error).toMatchObject({ hint: expect.stringContaining('is not sent to host.invalid') as string });
  });

  it('tells of a default model that has ended', () => {
    stage = aiStage({
      env: { OPENAI_API_KEY: 'sk-test-0123456789', OPENAI_BASE_URL: `${mock.url}/v1` },
      settings: { providers: { openai: { model: 'gpt-4' } } },
    });
    const { defaultModel, warnings } = stage.registry.require('openai').provider.state.get();
    expect(defaultModel).toBe('gpt-4');
    expect(warnings).toEqual([expect.stringContaining('gpt-4')]);
  });

  it('embeds', async () => {
    stage = aiStage({ env: { OPENAI_API_KEY: 'sk-test-0123456789', OPENAI_BASE_URL: `${mock.url}/v1` } });
    const model = stage.ai.embeddingModel('openai/text-embedding-3-small');
    expect(model.dimensions).toBe(1536);
    const vectors = await model.embed(['a', 'b'], { signal: AbortSignal.timeout(60_000) });
    expect(vectors).toHaveLength(2);
  });
});
