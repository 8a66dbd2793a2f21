import { expect, it } from 'vitest';
import { sameText } from '../../../../core/screen/text/same-text.js';

it('compares characters and styles', () => {
  expect(sameText('a', 'a')).toBe(true);
  expect(sameText('a', 'b')).toBe(false);
  const text = [{ text: 'a' }, { text: 'b', style: 'muted' }] as const;
  expect(sameText(text, [{ text: 'a' }, { text: 'b', style: 'muted' }])).toBe(true);
  expect(sameText(text, [{ text: 'a' }, { text: 'b' }])).toBe(false);
  expect(sameText(text, [{ text: 'a' }])).toBe(false);
  expect(sameText([{ text: 'a' }], text)).toBe(false);
});
