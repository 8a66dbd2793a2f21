import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { BuiltPlugin } from '../../../../support/built-plugin.js';
import { builtChat } from '../../index/service/service-stage.js';
import { answerStage, type AnswerStage } from '../answer-stage.js';

const ordersApi = fileURLToPath(new URL('../../../../fixtures/orders-api', import.meta.url));

let plugin: BuiltPlugin;
let stage: AnswerStage;
beforeAll(async () => {
  plugin = await builtChat();
  stage = await answerStage(plugin, { copyOf: ordersApi });
});
afterAll(async () => {
  await stage[Symbol.asyncDispose]();
  await plugin[Symbol.asyncDispose]();
});

async function sourcesFor(question: string) {
  const got = await stage.ask(question);
  expect(got.error).toBeUndefined();
  return { ...got, sources: got.sources?.sources ?? [] };
}

it('lists all endpoints by their routes, without a doubt about words', async () => {
  const { sources, text, notes } = await sourcesFor('which endpoints are there?');
  const listed = sources.filter(({ reasons }) => reasons.includes('an endpoint')).map(({ symbol }) => symbol);
  expect(listed).toEqual([
    'health',
    ...['list_orders', 'create_order', 'get_order', 'pay_order', 'cancel_order'],
    ...['list_products', 'get_product', 'sales', 'average'],
  ]);
  expect(notes).toEqual([]);
  for (const route of ['"/health"', '"/{order_id}/cancel"', '"/{sku}"', '"/average-order"'])
    expect(text).toContain(`@router.${route === '"/{order_id}/cancel"' ? 'post' : 'get'}(${route}`);
});

it('of endpoints only those that are asked for', async () => {
  const { sources } = await sourcesFor('which endpoint cancels an order?');
  expect(sources[0]).toMatchObject({ symbol: 'cancel_order', reasons: ['an endpoint'] });
  expect(sources.filter(({ reasons }) => reasons.includes('an endpoint'))).toHaveLength(1);
});

it('finds where values are checked, though no word says so', async () => {
  const { sources, text } = await sourcesFor('where are orders validated?');
  expect(sources[0]).toMatchObject({ symbol: 'OrderLineIn' });
  expect(sources.slice(0, 3).map(({ symbol }) => symbol)).toContain('OrderIn');
  expect(text).toContain('quantity: int = Field(..., le=1000)');
  expect(text).toContain('customer: str = Field(..., min_length=1, max_length=80)');
});

it.each([
  ['where is the tax rate?', 'TAX_PERCENT = 19'],
  ['which coupons are there?', 'COUPONS = {"WELCOME10": 10, "SUMMER20": 20}'],
  ['I want to sell a new kind of coffee. Where do I add it?', '("espresso-1kg", "Espresso, 1 kg", 2_400),'],
])('%s is answered by a value at the top of a file', async (question, line) => {
  const { sources, text } = await sourcesFor(question);
  expect(sources.slice(0, 3).some(({ text: code }) => code.includes(line))).toBe(true);
  expect(text).toContain(line);
});

it('takes one translation of a document', async () => {
  const page = (title: string) => `# ${title}\n\nDependencies with \`yield\` are closed after the response.\n`;
  const files = {
    'docs/en/yield.md': page('Dependencies with yield'),
    'docs/uk/yield.md': page('Залежності з yield'),
    'docs/hi/yield.md': page('yield Dependencies'),
  };
  await using other = await answerStage(plugin, { files });
  const pathsFor = async (question: string) =>
    (await other.ask(question)).sources?.sources.map(({ path }) => path) ?? [];
  expect(await pathsFor('how are dependencies with yield closed?')).toEqual(['docs/en/yield.md']);
  expect(await pathsFor('як закриваються Dependencies із yield?')).toEqual(['docs/uk/yield.md']);
});
