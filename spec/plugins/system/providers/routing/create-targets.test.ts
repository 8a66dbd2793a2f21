import { afterEach, expect, it } from 'vitest';
import { aiStage, ask, type AiStage } from '../support/ai-stage.js';
import { says, scriptedProvider } from '../support/scripted-provider.js';

let stage: AiStage;

afterEach(() => stage.dispose());

it('a provider of another plugin that gave no model once may give one for the next question', async () => {
  stage = aiStage();
  const provider = scriptedProvider('theirs', [says('hi')]);
  let isBroken = true;
  stage.ai.registerProvider({
    ...provider,
    languageModel(modelId) {
      if (isBroken) throw new Error('not yet');
      return provider.languageModel(modelId);
    },
  });
  const model = stage.ai.languageModel();
  expect(String((await ask(model)).error)).toContain('not yet');
  isBroken = false;
  await stage.ai.refresh({ signal: AbortSignal.timeout(60_000) });
  expect((await ask(model)).text).toBe('hi');
});
