import { expect, it } from 'vitest';
import { Store } from 'devmgr/plugin-api';
import type { AiProviderState } from 'devmgr/plugin-api/contracts/ai';
import { circles } from '../../../../../plugins/system/gateway/routing/circles.js';

const at = (id: string, baseUrl: string | undefined) => {
  const nothing = { latencyMs: undefined, checkedAt: undefined, models: [], defaultModel: undefined, warnings: [] };
  return { id, state: new Store<AiProviderState>({ ...nothing, status: { kind: 'unknown' }, baseUrl }) };
};

it('a provider whose address is the gateway is told, whichever name of this machine it has', () => {
  const providers = [
    at('openai', 'http://localhost:4664/v1'),
    at('house', 'http://[::1]:4664'),
    at('ollama', 'http://127.0.0.1:11434/v1'),
    at('far', 'http://gateway.example:4664/v1'),
    at('odd', 'no address'),
    at('none', undefined),
  ];
  expect(circles(providers, 4664)).toEqual([
    'The address of openai (http://localhost:4664/v1) is the gateway itself: unset the variable or setting that says so here',
    'The address of house (http://[::1]:4664) is the gateway itself: unset the variable or setting that says so here',
  ]);
});
