import { expect, it } from 'vitest';
import { wrappedRows } from '../../../../plugins/system/tab/wrapped-rows.js';

it.each([
  ['', 1],
  ['ten cells!', 1],
  ['ten cells! ', 1],
  ['eleven cell', 2],
  ['aaaaaa bbbbbb cccccc', 3],
  ['aaaaaaaaaaaaaaaaaaaaaaaaa', 3],
  ['x aaaaaaaaaaaaaaa y', 3],
])('%j takes %i rows of ten cells', (line, rows) => expect(wrappedRows(line, 10, (text) => text.length)).toBe(rows));
