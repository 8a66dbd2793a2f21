import type { Disposable } from 'devmgr/plugin-api';
import type { FineTuningAdapter } from 'devmgr/plugin-api/contracts/finetuning-adapter';
import { expect, test } from 'vitest';
import { followProviders } from '../../../../../plugins/system/finetuning/adapters/follow-providers.js';
import { until } from '../../../../core/processes/until.js';
import { HostedStage } from './support/hosted-stage.js';

test('adapters come and go with providers, and those that stay are the same', async () => {
  const stage = new HostedStage({});
  const all = new Map<string, FineTuningAdapter>();
  const registerAdapter = (adapter: FineTuningAdapter): Disposable => {
    if (adapter.id === 'anthropic') throw new Error('taken');
    all.set(adapter.id, adapter);
    return { dispose: () => void all.delete(adapter.id) };
  };
  const following = followProviders({ registerAdapter }, { context: stage.ai.test.context, ai: stage.ai });
  expect([...all.keys()]).toEqual(['openai', 'together', 'anyscale', 'ollama', 'llama-server', 'lm-studio', 'vllm']);
  const openai = all.get('openai');
  const definition = { id: 'house', title: 'House', kind: 'cloud', wireFormat: 'openai-chat' } as const;
  const added = stage.ai.ai.registerProvider({ ...definition, baseUrl: 'http://127.0.0.1:9/v1' });
  await until(() => all.has('house'), 'an adapter of the new provider');
  expect(all.get('house')?.availability()).toEqual({ kind: 'ready' });
  const house = all.get('house');
  await added.dispose();
  await until(() => !all.has('house'), 'no adapter of the provider that is gone');
  expect(house?.availability()).toMatchObject({ kind: 'not-offered' });
  expect(all.get('openai')).toBe(openai);
  await following.dispose();
  expect(all.size).toBe(0);
  await stage.dispose();
});
