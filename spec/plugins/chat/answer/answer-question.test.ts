import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { BuiltPlugin } from '../../../support/built-plugin.js';
import { says } from '../../system/providers/support/scripted-provider.js';
import { builtChat } from '../index/service/service-stage.js';
import { answerStage } from './answer-stage.js';

const ordersApi = fileURLToPath(new URL('../../../fixtures/orders-api', import.meta.url));

let plugin: BuiltPlugin;
beforeAll(async () => {
  plugin = await builtChat();
});
afterAll(() => plugin[Symbol.asyncDispose]());

it('answers from code that it has looked up, and checks the places that the answer names', async () => {
  const answer = 'Orders are made by `create_order` (`app/routers/orders.py:25-32`), not in `app/nowhere.py:3`.';
  await using stage = await answerStage(plugin, { copyOf: ordersApi, streams: [says(answer)] });
  const got = await stage.ask('How is an order created?');
  expect(got.error).toBeUndefined();
  expect(got.text).toBe(answer);
  expect([...new Set(got.steps)]).toEqual(['indexing', 'searching', 'asking', 'answering']);
  expect(got.sources?.isExtractive).toBe(false);
  expect(got.sources?.sources.slice(0, 5).map(({ path }) => path)).toContain('app/routers/orders.py');
  expect(got.end?.citations.map(({ written, verified }) => [written, verified])).toEqual([
    ['app/routers/orders.py:25-32', true],
    ['app/nowhere.py:3', false],
  ]);
  const sent = stage.requests[0]?.messages.map(({ text }) => text).join('\n') ?? '';
  expect(sent).toContain('26| def create_order(order: OrderIn');
  expect(stage.requests[0]?.messages.at(-1)).toEqual({ role: 'user', text: 'How is an order created?' });
});

it('says how many places were not checked where an answer names very many', async () => {
  const answer = Array.from({ length: 310 }, (_, at) => `app/main.py:${at + 1}`).join(', ');
  await using stage = await answerStage(plugin, { copyOf: ordersApi, streams: [says(answer)] });
  const got = await stage.ask('How is an order created?');
  expect(got.end?.citations).toHaveLength(300);
  expect(got.notes).toContain('The answer names 310 places: only the first 300 were checked');
});

it('quotes the best passages with their places when there is no language model', async () => {
  await using stage = await answerStage(plugin, { copyOf: ordersApi });
  const got = await stage.ask('How is an order created?');
  expect(got.error).toBeUndefined();
  expect(got.sources?.isExtractive).toBe(true);
  expect(got.text).toContain('Not a language model');
  expect(got.text).toMatch(/app\/routers\/orders\.py:\d+-\d+ {2}.*create_order.*\nFound for: .*order.*\n/);
  expect(got.text).toContain('25 | @router.post("", response_model=OrderOut, status_code=201)');
  // Quotes are right by nature, and nobody reads a prompt.
  expect(got.end?.citations).toEqual([]);
  expect(got.sources?.budget).toBeUndefined();
});
