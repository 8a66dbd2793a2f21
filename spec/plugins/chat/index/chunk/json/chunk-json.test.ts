import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chunkJson } from '../../../../../../plugins/chat/index/chunk/json/chunk-json.js';
import { expectPartition } from '../expect-partition.js';
import { outlineOf } from '../outline-of.js';

const pretty = (value: unknown) => `${JSON.stringify(value, undefined, 2)}\n`;
const filled = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, at) => [`k${at}`, at]));
const outline = (text: string) => {
  const chunks = chunkJson(text);
  expectPartition(text, chunks);
  return outlineOf(chunks);
};

describe('chunkJson', () => {
  it('has a chunk for each key, short ones together', () => {
    const text = pretty({ name: 'x', version: '1', scripts: filled(10), files: ['a', 'b'] });
    expect(outline(text)).toEqual(['1-3 entry', '4-15 entry scripts', '16-20 entry files']);
    expect(chunkJson(text)[0]?.signature).toBe('name, version');
  });

  it('divides big values by the keys in them', () => {
    const text = pretty({ paths: { '/orders': filled(60), '/users': filled(60) }, info: filled(10) });
    expect(new Set(chunkJson(text).map((chunk) => chunk.symbol))).toEqual(
      new Set(['paths./orders', 'paths./users', 'info']),
    );
    expectPartition(text, chunkJson(text));
  });

  it('calls elements of lists by their names, else by their places', () => {
    const text = pretty([{ name: 'api', ...filled(30) }, filled(30), { id: 'with space', ...filled(30) }]);
    expect(outline(text)).toEqual(['1-34 entry api', '35-66 entry [1]', '67-100 entry [2]']);
  });

  it('reads comments, names without quotes and commas at the end', () => {
    const text = `// settings
{
  /* the { compiler */
  "compilerOptions": {
${'    "a": "}", // {\n'.repeat(10)}  },
  include: ['a {',
${'    "b",\n'.repeat(10)}  ],
}
`;
    expect(outline(text)).toEqual(['1-15 entry compilerOptions', '16-28 entry include']);
  });

  it('never divides a line: minified files are one window', () => {
    const text = JSON.stringify({ a: filled(2000) });
    expect(outline(text)).toEqual(['1-1 window']);
    expect(outline(`${text}\n`)).toEqual(['1-1 window']);
  });

  it('divides JSON lines into windows', () => {
    const text = `${JSON.stringify({ a: 1, b: 'x'.repeat(50) })}\n`.repeat(100);
    expect(chunkJson(text).every((chunk) => chunk.kind === 'window')).toBe(true);
    expectPartition(text, chunkJson(text));
  });

  it('comes to its end with anything', () => {
    for (const text of ['{\n"a": {\n', '}\n]\n', '{\n"a"\n"b"\n:::,,\n}', '[\n[\n[\n', '"\n"\n', '{\n"a": /*\n}'])
      outline(text);
    fc.assert(
      fc.property(fc.json(), (json) => expectPartition(pretty(JSON.parse(json)), chunkJson(pretty(JSON.parse(json))))),
    );
  });
});
