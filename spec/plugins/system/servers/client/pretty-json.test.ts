import fc from 'fast-check';
import { expect, it } from 'vitest';
import { prettyJson } from '../../../../../plugins/system/servers/client/pretty-json.js';
import { expectQuick } from '../../../../support/expect-quick.js';

it('indents any JSON as JSON.stringify does', () => {
  fc.assert(
    fc.property(fc.json(), fc.constantFrom(undefined, 1, 3), (json, indent) => {
      const value: unknown = JSON.parse(json);
      const { text } = prettyJson(JSON.stringify(value, undefined, indent) + '\n') ?? {};
      expect(text).toBe(JSON.stringify(value, undefined, 2));
    }),
  );
});

it('keeps numbers, order and repeated keys as they were written', () => {
  expect(prettyJson('{"b":1.0,"a":12345678901234567890,"b":1e400}')?.text).toBe(
    '{\n  "b": 1.0,\n  "a": 12345678901234567890,\n  "b": 1e400\n}',
  );
});

it.each(['', '{', '{"a":1', '[1,]', '[1 2]', '{1:2}', '[1}', 'nope', '1 2', '"a', '{"a":1}x', ',', '[,1]', '{"a",}'])(
  'takes %s for no JSON',
  (text) => expect(prettyJson(text)).toBeUndefined(),
);

it('costs no more for a big one, and stands long texts and deep nesting', async () => {
  const texts: readonly (readonly [string, number, boolean])[] = [
    [`[${'{"a":1},'.repeat(2_000_000)}1]`, 10_000, true],
    [JSON.stringify('x\n'.repeat(1_000_000)), 10_000_000, false],
    ['['.repeat(100_000), 200_000, true],
  ];
  for (const [text, most, isCut] of texts)
    expect(await expectQuick(1_000, () => prettyJson(text, most))).toMatchObject({ isCut });
});

it('stands texts of any length, also of nothing but escapes', () => {
  const letters = `"${'x'.repeat(1.2e7)}"`;
  expect(prettyJson(letters)).toEqual({ text: letters, isCut: false });
  const escapes = JSON.stringify(['\n'.repeat(6e6)]);
  expect(prettyJson(escapes, 1e8)?.text.length).toBe(escapes.length + 4);
  expect(prettyJson(`"${'x'.repeat(1.2e7)}`)).toBeUndefined();
});

it.each(['"a\nb"', '"a\\\n"', '"\\'])('takes %j, a text that does not end as one, for no JSON', (text) =>
  expect(prettyJson(text)).toBeUndefined(),
);
