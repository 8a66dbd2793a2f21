import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dependencyOrder, dependentsOf } from '../../../../../plugins/system/servers/order/dependency-order.js';

const graph: Readonly<Record<string, readonly string[]>> = {
  web: ['api'],
  api: ['db', 'cache'],
  db: [],
  cache: ['db'],
};
const needs = (name: string) => graph[name] ?? [];

describe('dependencyOrder', () => {
  it('puts what is needed first and keeps to what was asked for', () => {
    expect(dependencyOrder(['web', 'api', 'cache', 'db'], needs)).toEqual(['db', 'cache', 'api', 'web']);
    expect(dependencyOrder(['web', 'db'], needs)).toEqual(['db', 'web']);
  });

  it('names the circle', () => {
    const circle: typeof graph = { a: ['b'], b: ['c'], c: ['b'] };
    expect(() => dependencyOrder(['a'], (name) => circle[name] ?? [])).toThrow(
      'Servers wait for each other: b -> c -> b',
    );
  });

  it('has every server after all that it needs, for any graph without circles', () => {
    const edges = fc.array(fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 0, max: 8 })), { maxLength: 30 });
    fc.assert(
      fc.property(edges, (pairs) => {
        const needsOf = (name: string) =>
          pairs.filter(([from, to]) => String(from) === name && to < from).map(([, to]) => String(to));
        const names = Array.from({ length: 10 }, (_, index) => String(9 - index));
        const order = dependencyOrder(names, needsOf);
        expect([...order].sort()).toEqual([...names].sort());
        for (const name of names)
          for (const needed of needsOf(name)) expect(order.indexOf(needed)).toBeLessThan(order.indexOf(name));
      }),
    );
  });
});

describe('dependentsOf', () => {
  it('finds direct and indirect ones', () => {
    expect(dependentsOf('db', ['web', 'api', 'cache', 'db'], needs)).toEqual(['web', 'api', 'cache']);
    expect(dependentsOf('web', ['web', 'api'], needs)).toEqual([]);
  });

  it('puts nobody of a circle before the others', () => {
    const circle: typeof graph = { a: ['b'], b: ['a'], c: ['a'] };
    expect(dependentsOf('a', ['a', 'b', 'c'], (name) => circle[name] ?? [])).toEqual(['c']);
  });
});
