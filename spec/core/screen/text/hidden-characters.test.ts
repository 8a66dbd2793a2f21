import { expect, it } from 'vitest';
import { hiddenCharacters } from '../../../../core/screen/text/hidden-characters.js';
import { expectQuick } from '../../../support/expect-quick.js';

const names = (text: string) => hiddenCharacters(text).map(({ name, at }) => `${name}@${at}`);

it.each([
  ['\x1b[31m', 'U+001B@0'],
  ['a\u202eb', 'U+202E@1'],
  ['\u{e0041}', 'U+E0041@0'],
  ['a\rb\r\n', 'U+000D@1'],
  ['x\u2028y', 'U+2028@1'],
  ['a\u200cb', 'U+200C@1'],
  ['☑\ufe0f\ufe0f', 'U+FE0F@2'],
  ['\ufefffrom', 'U+FEFF@0'],
])('%j holds %s', (text, found) => expect(names(text)).toEqual([found]));

it.each(['a\tb\r\nc\r', 'é 漢 🚀👍🏽 👩\u200d❤\ufe0f\u200d👨', '☑\ufe0f #\ufe0f', 'می\u200cخواهم', 'क्\u200dष', '\u00a0'])(
  '%j holds nothing that is hidden',
  (text) => expect(names(text)).toEqual([]),
);

it('reads long texts in no time', async () => {
  const text = '\u200ba\r'.repeat(100_000) + '\r'.repeat(100_000) + 'x';
  expect((await expectQuick(2000, () => hiddenCharacters(text))).length).toBeGreaterThan(100_000);
});
