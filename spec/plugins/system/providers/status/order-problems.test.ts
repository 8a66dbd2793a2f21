import { afterEach, describe, expect, it } from 'vitest';
import { aiStage, type AiStage } from '../support/ai-stage.js';
import { says, scriptedProvider } from '../support/scripted-provider.js';

let stage: AiStage;

afterEach(() => stage.dispose());

const told = () => stage.test.notifications.map(({ severity, message, hint }) => ({ severity, message, hint }));

describe('a name in ai-order that is nobody', () => {
  it('is told once, with the name that was meant', async () => {
    stage = aiStage({ settings: { 'ai-order': ['opnai', 'openai/gpt-6-luna', 'local'] } });
    await stage.gather();
    await stage.gather();
    expect(told()).toEqual([
      {
        severity: 'warning',
        message: 'The setting system.ai-order names "opnai", and there is no such AI provider',
        hint: expect.stringContaining('Did you mean openai?') as string,
      },
    ]);
    expect(stage.logged().filter((line) => line.includes('opnai'))).toHaveLength(1);
  });

  it('is told by the first look of the screen, too', async () => {
    stage = aiStage({ settings: { 'ai-order': ['nobody/m'] } });
    await stage.look({ signal: AbortSignal.timeout(60_000) });
    expect(told()).toHaveLength(1);
  });
});

it('a name in ai-order that a plugin brings is right', async () => {
  stage = aiStage({ settings: { 'ai-order': ['one'] } });
  stage.ai.registerProvider(scriptedProvider('one', [says('one')]));
  await stage.gather();
  expect(told()).toEqual([]);
});
