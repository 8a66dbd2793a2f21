import { expect, it } from 'vitest';
import { unknownMembers } from '../../../../../plugins/system/gateway/routing/unknown-members.js';
import { readGatewaySettings } from '../../../../../plugins/system/gateway/settings/read-gateway-settings.js';
import { aiStage } from '../../providers/support/ai-stage.js';

it('a model of a route or an alias whose provider there is not is told, with the nearest one', async () => {
  await using stage = Object.assign(aiStage(), {
    async [Symbol.asyncDispose]() {
      await stage.dispose();
    },
  });
  const value = {
    routes: { typo: ['opnai/gpt-4o', 'fast', 'openai/any'], good: ['typo', 'ollama/qwen3', 'bare-model'] },
    aliases: { fast: 'openai/gpt-6-luna', 'a/b': 'nobody/x', other: 'a/b' },
  };
  const settings = readGatewaySettings([{ value, source: 'user' }], { root: '/project', env: {} });
  expect(settings.problems).toEqual([]);
  expect(unknownMembers(stage.registry, settings)).toEqual([
    'gateway.routes.typo: there is no provider "opnai"; did you mean openai?',
    'gateway.aliases.a/b: there is no provider "nobody"',
  ]);
});
