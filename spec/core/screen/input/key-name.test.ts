import { expect, it } from 'vitest';
import { isPrintableName, keyName } from '../../../../core/screen/input/key-name.js';

it.each([
  ['s', 's'],
  ['S', 'S'],
  ['C-s', 'Ctrl-S'],
  ['M-enter', 'Alt-Enter'],
  ['S-tab', 'Shift-Tab'],
  ['C-M-x', 'Ctrl-Alt-X'],
  ['f6', 'F6'],
  ['escape', 'Esc'],
  ['space', 'Space'],
  ['/', '/'],
  ['-', '-'],
  ['C--', 'Ctrl--'],
])('shows %s as %s', (full, shown) => {
  expect(keyName(full)).toBe(shown);
});

it('knows which keys type a character', () => {
  expect(['s', 'S', '?', 'space', 'é'].every(isPrintableName)).toBe(true);
  expect(['C-s', 'enter', 'f6', 'M-1'].some(isPrintableName)).toBe(false);
});
