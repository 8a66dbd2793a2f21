import { expect, it } from 'vitest';
import { ModelChoice } from '../../../../plugins/codegen/generate/model-choice.js';

function choice(setting: string, kept?: unknown) {
  const values = new Map<string, unknown>([['codegen.model', kept]]);
  const warnings: string[] = [];
  const state = {
    get: (key: string) => values.get(key),
    set: async (key: string, value: unknown) => void values.set(key, value),
  };
  const parts = {
    storage: { state },
    config: { string: () => setting },
    log: { warn: (text: string) => void warnings.push(text) },
  };
  return { choice: new ModelChoice(parts), values, warnings, parts };
}

it('takes what is asked for once, then the choice of the project, then the setting, then that of devmgr', () => {
  const { choice: all } = choice('set/model', 'chosen/model');
  expect(all.resolve('given')).toBe('given');
  expect(all.resolve()).toBe('chosen/model');
  expect(choice('set/model').choice.resolve()).toBe('set/model');
  expect(choice('').choice.resolve()).toBeUndefined();
  expect(choice(' ', 7).choice.resolve('  ')).toBeUndefined();
});

it('remembers a choice, and forgets it', () => {
  const { choice: one, values } = choice('');
  one.chosen = 'openai/gpt-6-luna';
  expect([one.chosen, values.get('codegen.model')]).toEqual(['openai/gpt-6-luna', 'openai/gpt-6-luna']);
  one.chosen = undefined;
  expect(one.chosen).toBeUndefined();
});

it('tells the log when a choice cannot be kept', async () => {
  const { parts, warnings } = choice('');
  const state = { get: () => undefined, set: () => Promise.reject(new Error('disk full')) };
  new ModelChoice({ ...parts, storage: { state } }).chosen = 'p';
  await new Promise((resolve) => setImmediate(resolve));
  expect(warnings).toEqual(['The choice of the model could not be kept']);
});
