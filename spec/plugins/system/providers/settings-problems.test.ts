import { afterEach, describe, expect, it } from 'vitest';
import { aiStage, ask, type AiStage } from './support/ai-stage.js';

let stage: AiStage;

afterEach(() => stage.dispose());

const told = () => stage.test.notifications.map(({ severity, message }) => `${severity} ${message}`);

describe('problems of the settings of AI providers', () => {
  it('are told to the person and the log, once each', () => {
    stage = aiStage({ settings: { providers: { Groq: { 'base-url': 'https://groq.example/v1' } } } });
    stage.registry.configure();
    const problem = '"system.providers.Groq" is not read: a provider is named with lower-case letters';
    expect(told()).toEqual([expect.stringContaining(`warning Setting ${problem}`)]);
    expect(told()[0]).toContain('Write system.providers.groq');
    expect(stage.logged().filter((line) => line.includes(problem))).toHaveLength(1);
  });

  it('are told up to a measure', () => {
    const bad = Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`Bad_${index}`, {}]));
    stage = aiStage({ settings: { providers: bad } });
    expect(told()).toHaveLength(4);
    expect(told()[3]).toBe('warning 17 more problems with settings of AI providers');
    expect(stage.logged().filter((line) => line.includes('is not read'))).toHaveLength(20);
  });
});

describe('an order without a text', () => {
  const env = { OPENAI_API_KEY: 'sk-0123456789', OPENAI_BASE_URL: 'http://127.0.0.1:9/v1' };

  it.each([[[1, {}]], [['']], [[['openai']]], [[null]]])('is told, and nobody is asked: %j', async (order) => {
    stage = aiStage({ env, settings: { 'ai-order': order } });
    expect(told()).toContain('warning Setting system.ai-order must be a list of texts');
    const { error } = await ask(stage.ai.languageModel());
    expect(String(error)).toContain('system.ai-order names no AI provider that there is');
  });

  it('is not one that has texts too: these are asked', () => {
    stage = aiStage({ env, settings: { 'ai-order': [1, 'openai/gpt-x'] } });
    expect(told()).toEqual(['warning Setting system.ai-order must be a list of texts']);
    expect(stage.ai.languageModel().modelId).toBe('gpt-x');
  });

  it('is not the empty one', () => {
    stage = aiStage({ env });
    expect(told()).toEqual([]);
  });
});
