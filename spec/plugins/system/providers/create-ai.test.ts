import { LLMock } from '@copilotkit/aimock';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aiStage, ask, type AiStage } from './support/ai-stage.js';

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
  it('asks OpenAI and streams the answer', async () => {
    stage = aiStage({ env: { OPENAI_API_KEY: 'sk-test-0123456789', OPENAI_BASE_URL: `${mock.url}/v1` } });
    const { parts, text, error } = await ask(stage.ai.languageModel('openai'));
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
});
