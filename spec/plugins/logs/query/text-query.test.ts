import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseTextQuery } from '../../../../plugins/logs/query/text-query.js';

it.each([
  ['', { kind: 'words', wanted: [], unwanted: [] }],
  ['  GET  Orders ', { kind: 'words', wanted: ['get', 'orders'], unwanted: [] }],
  ['get -health -', { kind: 'words', wanted: ['get', '-'], unwanted: ['health'] }],
  ['/orders', { kind: 'words', wanted: ['/orders'], unwanted: [] }],
  ['/orders/17', { kind: 'words', wanted: ['/orders/17'], unwanted: [] }],
  ['/or.ers/', { kind: 'regex', source: 'or.ers', flags: '' }],
  ['/a/b/i', { kind: 'regex', source: 'a/b', flags: 'i' }],
  ['/(/', { kind: 'invalid', reason: 'Unterminated group' }],
  ['Test:Orders get', { kind: 'words', wanted: ['get'], unwanted: [], tests: ['orders'] }],
  ['test:"a[x Y]" test:b', { kind: 'words', wanted: [], unwanted: [], tests: ['a[x y]', 'b'] }],
  ['//', { kind: 'words', wanted: ['//'], unwanted: [] }],
])('%j', (text, query) => expect(parseTextQuery(text)).toEqual(query));

it('reads anything', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'/ab(-i s[') }), (text) => {
      const query = parseTextQuery(text);
      if (query.kind === 'regex') expect(() => new RegExp(query.source, query.flags)).not.toThrow();
      else if (query.kind === 'words')
        expect([...query.wanted, ...query.unwanted].every((word) => word !== '')).toBe(true);
    }),
  );
});
