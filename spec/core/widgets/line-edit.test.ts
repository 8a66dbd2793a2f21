import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { editLine, insertText, lineEdit, type LineEdit } from '../../../core/widgets/line-edit.js';
import type { Key } from '../../../core/widgets/widget.js';

const key = (full: string, ch?: string): Key => ({
  name: full.replace(/^[CM]-/, ''),
  full,
  ch,
  ctrl: full.startsWith('C-'),
  meta: full.startsWith('M-'),
  shift: false,
});
const after = (line: LineEdit, ...keys: string[]) =>
  keys.reduce((now, full) => editLine(now, key(full, [...full].length === 1 ? full : undefined)) ?? now, line);

describe('editLine', () => {
  it('types at the cursor and moves it', () => {
    expect(after(lineEdit('ac'), 'left', 'b')).toEqual({ text: 'abc', cursor: 2 });
    expect(after(lineEdit('abc'), 'home', 'delete', 'end', 'backspace')).toEqual({ text: 'b', cursor: 1 });
  });

  it('moves and deletes whole graphemes', () => {
    expect(after(lineEdit('a👍🏽'), 'backspace')).toEqual({ text: 'a', cursor: 1 });
    expect(after(lineEdit('e\u0301x'), 'home', 'right')).toEqual({ text: 'e\u0301x', cursor: 2 });
  });

  it('cuts words and the rest of the line', () => {
    expect(after(lineEdit('one two '), 'C-w')).toEqual({ text: 'one ', cursor: 4 });
    expect(after(lineEdit('one two', 3), 'C-k')).toEqual({ text: 'one', cursor: 3 });
    expect(after(lineEdit('one two', 4), 'C-u')).toEqual({ text: 'two', cursor: 0 });
    expect(after(lineEdit('one two'), 'C-left').cursor).toBe(4);
  });

  it('leaves other keys to others', () => {
    expect(editLine(lineEdit('a'), key('enter', '\r'))).toBeUndefined();
    expect(editLine(lineEdit('a'), key('C-s', 's'))).toBeUndefined();
    expect(editLine(lineEdit('a'), key('tab', '\t'))).toBeUndefined();
  });

  it('pastes as one line', () => {
    expect(insertText(lineEdit('ad', 1), 'b\r\nc\x1b')).toEqual({ text: 'ab cd', cursor: 4 });
  });

  it('keeps the cursor inside the text whatever is pressed', () => {
    const step = fc.constantFrom(
      'left',
      'right',
      'home',
      'end',
      'backspace',
      'delete',
      'C-w',
      'C-u',
      'C-k',
      'M-f',
      'M-b',
      'x',
      ' ',
    );
    fc.assert(
      fc.property(fc.string({ maxLength: 10 }), fc.array(step, { maxLength: 30 }), (text, steps) => {
        const line = after(lineEdit(text), ...steps);
        expect(line.cursor).toBeGreaterThanOrEqual(0);
        expect(line.cursor).toBeLessThanOrEqual(line.text.length);
      }),
    );
  });
});
