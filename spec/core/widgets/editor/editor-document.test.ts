import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EditorDocument } from '../../../../core/widgets/editor/editor-document.js';
import { editByKey } from '../../../../core/widgets/editor/editor-edits.js';
import { moveByKey } from '../../../../core/widgets/editor/editor-moves.js';
import { key } from '../../../support/drive-widget.js';

const names = [
  'a',
  'space',
  '漢',
  'left',
  'right',
  'S-left',
  'S-right',
  'C-left',
  'home',
  'end',
  'backspace',
  'delete',
  'C-w',
  'C-u',
  'C-k',
  'M-d',
];
const press = (document: EditorDocument, name: string) =>
  moveByKey(document, key(name)) || editByKey(document, key(name));

describe('what can be undone', () => {
  it('comes back step by step, and again forward, whatever was typed', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...names), { maxLength: 40 }), (typed) => {
        const document = new EditorDocument(() => undefined);
        document.setText('one two\nthree 👨‍👩‍👧 e\u0301\n');
        const first = document.text;
        for (const name of typed) press(document, name);
        const last = document.text;
        for (let steps = 0; steps < 100 && document.undo(); steps++)
          expect(document.cursor).toBeLessThanOrEqual(document.text.length);
        expect(document.text).toBe(first);
        while (document.redo()) expect(document.cursor).toBeLessThanOrEqual(document.text.length);
        expect(document.text).toBe(last);
      }),
    );
  });

  it('is forgotten at its beginning when there is too much of it', () => {
    const document = new EditorDocument(() => undefined);
    for (let step = 0; step < 2100; step++) document.insert('x');
    let steps = 0;
    while (document.undo()) steps++;
    expect(steps).toBe(2000);
    expect(document.text).toBe('x'.repeat(100));
  });
});
