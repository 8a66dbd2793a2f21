import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inChanceOrder } from '../../../../../plugins/system/gateway/routing/in-chance-order.js';
import { planRoute, type PlanOptions } from '../../../../../plugins/system/gateway/routing/plan-route.js';
import { RunningCalls } from '../../../../../plugins/system/gateway/routing/running-calls.js';
import { aiStage, type AiStage } from '../../providers/support/ai-stage.js';
import { route } from '../upstream/upstream-stage.js';

let stage: AiStage;

beforeAll(() => {
  stage = aiStage({ settings: { providers: { acme: { 'base-url': 'http://127.0.0.1:9/v1', model: 'acme-1' } } } });
});
afterAll(() => stage.dispose());

function plan(
  name: string,
  {
    routes = [],
    aliases = {},
  }: { routes?: ReturnType<typeof route>[]; aliases?: Readonly<Record<string, string>> } = {},
  random: PlanOptions['random'] = () => 0,
) {
  const names = { routes: new Map(routes.map((each) => [each.name, each])), aliases: new Map(Object.entries(aliases)) };
  return planRoute(name, { registry: stage.registry, names, random });
}

const namesOf = (made: ReturnType<typeof plan>) => made.models.map(({ name }) => name);

describe('whom a name means', () => {
  it.each([
    ['openai/gpt-6-luna', 'openai/gpt-6-luna'],
    [' OpenAI/gpt-6-luna ', 'openai/gpt-6-luna'],
    ['together/meta-llama/Llama-3.3-70B', 'together/meta-llama/Llama-3.3-70B'],
    ['acme', 'acme'],
    ['acme/', 'acme'],
    ['local/extractive', 'local/extractive'],
  ])('%s', (name, expected) => {
    const made = plan(name);
    expect(namesOf(made)).toEqual([expected]);
    expect(made).toMatchObject({ route: undefined, maxTries: undefined, limit: undefined });
  });

  it('follows aliases and routes through each other, each model once', () => {
    const routes = [
      route('fast', ['small', 'openai/gpt-6-luna', 'big'], { maxTries: 3, cooldownMs: 5, maxConcurrent: 2 }),
      route('big', ['anthropic/claude-opus-5-5', 'small']),
    ];
    const made = plan('quick', { routes, aliases: { quick: 'fast', small: 'acme/tiny', loose: 'openai' } });
    expect(namesOf(made)).toEqual(['acme/tiny', 'openai/gpt-6-luna', 'anthropic/claude-opus-5-5']);
    expect(made).toMatchObject({ route: 'quick', maxTries: 3, limit: { route: 'fast', most: 2 } });
    expect(made.models.every(({ cooldownMs }) => cooldownMs === 5)).toBe(true);
    expect(plan('loose', { aliases: { loose: 'openai' } })).toMatchObject({ route: 'loose' });
  });

  it('takes an alias before a provider, and its own name inside for the model', () => {
    expect(namesOf(plan('openai', { aliases: { openai: 'acme/x' } }))).toEqual(['acme/x']);
    expect(namesOf(plan('openai', { aliases: { openai: 'openai' } }))).toEqual(['openai']);
    expect(namesOf(plan('acme', { routes: [route('acme', ['acme', 'openai'])] }))).toEqual(['acme', 'openai']);
  });

  it('leaves out members that nobody has, and says so when that is all of them', () => {
    expect(namesOf(plan('r', { routes: [route('r', ['nobody/x', 'acme'])] }))).toEqual(['acme']);
    expect(() => plan('r', { routes: [route('r', ['nobody/x'])] })).toThrow(/route "r": nobody\/x/);
    expect(() => plan('fastt', { aliases: { fast: 'acme' } })).toThrow(/Did you mean fast/);
    expect(() => plan('zzzzzzzz')).toThrow(/GET \/v1\/models/);
  });

  it('sees circles, however long', () => {
    const aliases = { a: 'b', b: 'r', c: 'a' };
    expect(() => plan('a', { aliases, routes: [route('r', ['acme', 'c'])] })).toThrow('a -> b -> r -> c -> a');
  });

  it('follows each route once, and not without an end: settings may be somebody else’s', () => {
    const twelve = Array.from({ length: 12 }, (_, at) =>
      route(`r${at}`, [...Array.from({ length: 18 }, () => `r${at + 1}`), `acme/${at}`, 'acme/x']),
    );
    expect(namesOf(plan('r0', { routes: twelve }))).toHaveLength(13);
    const deep = Array.from({ length: 30 }, (_, at) => route(`r${at}`, [`r${at + 1}`, 'acme']));
    expect(() => plan('r0', { routes: deep })).toThrow(/"r0" leads through more than 20 others.*gateway\.routes/);
    const many = Array.from({ length: 40 }, (_, at) =>
      route(
        `m${at}`,
        Array.from({ length: 20 }, (_, to) => `acme/${at}-${to}`),
      ),
    );
    const all = [
      route(
        'all',
        many.map(({ name }) => name),
      ),
      ...many,
    ];
    expect(() => plan('all', { routes: all })).toThrow(/"all" leads to more than 500 models/);
  });
});

describe('an order by chance', () => {
  it('has everybody once, whatever the weights and the dice', () => {
    const weights = fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { maxLength: 8 });
    fc.assert(
      fc.property(
        weights,
        fc.infiniteStream(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })),
        (list, dice) => {
          const items = list.map((weight, id) => ({ weight, id }));
          const order = inChanceOrder(items, () => dice.next().value as number);
          expect(order.map(({ id }) => id).sort((a, b) => a - b)).toEqual(items.map(({ id }) => id));
          expect(order.slice(items.filter(({ weight }) => weight > 0).length).every(({ weight }) => weight === 0)).toBe(
            true,
          );
        },
      ),
      { numRuns: 60 },
    );
  });

  it('has each first as often as its weight says', () => {
    const items = [{ weight: 3 }, { weight: 1 }, { weight: 0 }];
    const firsts = Array.from({ length: 100 }, (_, at) => inChanceOrder(items, () => at / 100)[0]);
    expect(items.map((item) => firsts.filter((first) => first === item).length)).toEqual([75, 25, 0]);
    const routes = [route('r', ['openai', 'acme'], { order: 'weighted' })];
    expect(namesOf(plan('r', { routes }, () => 0.6))).toEqual(['acme', 'openai']);
  });
});

it('counts the calls of a route until each is over, once', () => {
  const running = new RunningCalls();
  const limit = { route: 'r', most: 1 };
  const first = running.enter(limit);
  expect(() => running.enter(limit)).toThrow(/answers 1 call at the same time/);
  void running.enter(undefined).dispose();
  void first.dispose();
  void first.dispose();
  expect(running.count('r')).toBe(0);
  void running.enter(limit);
  expect(running.count('r')).toBe(1);
});
