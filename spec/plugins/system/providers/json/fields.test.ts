import { expect, it } from 'vitest';
import { Fields } from '../../../../../plugins/system/providers/json/fields.js';

function fields(value: unknown): Fields {
  const found = Fields.of(value);
  if (!found) throw new Error('not an object');
  return found;
}

it.each([null, undefined, 7, 'text', true, [1]])('%j is no object', (value) =>
  expect(Fields.of(value)).toBeUndefined(),
);

it.each([
  [7, 7],
  [0, 0],
  [-1, undefined],
  [1.5, undefined],
  [1e300, undefined],
  ['7', undefined],
  [null, undefined],
])('the count of %j is %s', (value, count) => expect(fields({ n: value }).count('n')).toBe(count));

it('a value of another type is not there', () => {
  const some = fields({ text: 'a', empty: '', flag: false, list: [1, { a: 1 }, null], inner: { b: 2 } });
  expect([some.text('text'), some.text('empty'), some.string('empty'), some.string('flag')]).toEqual([
    'a',
    undefined,
    '',
    undefined,
  ]);
  expect([some.boolean('flag'), some.boolean('text')]).toEqual([false, undefined]);
  expect([some.list('list'), some.list('inner')]).toEqual([[1, { a: 1 }, null], undefined]);
  expect(some.objects('list').map((item) => item.number('a'))).toEqual([1]);
  expect(some.objects('text')).toEqual([]);
  expect([some.fields('inner')?.number('b'), some.fields('list')]).toEqual([2, undefined]);
});

it('what every object has is not there', () => {
  const none = fields({});
  for (const name of ['__proto__', 'constructor', 'toString']) expect(none.value(name)).toBeUndefined();
  expect(fields(JSON.parse('{"__proto__":{"a":1}}')).fields('__proto__')?.number('a')).toBe(1);
});
