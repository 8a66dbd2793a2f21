import { randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { refuseNoText } from '../../../../plugins/chat/attach/refuse-no-text.js';

it.each([
  ['a text', 'grüß dich, 漢字\n'],
  ['colours of a terminal', '\x1b[31mred\x1b[0m\t\r\n'.repeat(100)],
  ['some bytes that are no UTF-8', `${'a line of it\n'.repeat(100)}\ufffd\ufffd`],
  ['nothing', ''],
])('%s is text', (_what, text) => {
  expect(() => refuseNoText(text, 'stdin')).not.toThrow();
});

it.each([
  ['a NUL', 'a\0b'],
  ['bytes of any kind', randomBytes(3_000).toString('utf8')],
  ['bytes above ASCII', Buffer.from(Array.from({ length: 300 }, (_, at) => 0x80 + (at % 64))).toString('utf8')],
  ['bytes behind a text', `${'text '.repeat(100_000)}${'\ufffd\x01'.repeat(40_000)}`],
])('%s is none', (_what, text) => {
  expect(() => refuseNoText(text, 'stdin')).toThrow('stdin is no text');
});
