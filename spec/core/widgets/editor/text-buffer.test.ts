import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TextBuffer } from '../../../../core/widgets/editor/text-buffer.js';

const text = fc.string({ unit: fc.constantFrom('a', 'b', '\n', '漢'), maxLength: 12 });
const change = fc.record({ from: fc.nat(40), length: fc.nat(6), inserted: text });

describe('a text buffer', () => {
  it('has the same text and lines as a string that is changed in the same way', () => {
    fc.assert(
      fc.property(fc.array(change, { maxLength: 15 }), (changes) => {
        const buffer = new TextBuffer();
        let expected = '';
        for (const { from, length, inserted } of changes) {
          const start = Math.min(from, expected.length);
          const end = Math.min(start + length, expected.length);
          const before = expected.split('\n');
          expected = expected.slice(0, start) + inserted + expected.slice(end);
          const { first, removed, added } = buffer.replace(start, end, inserted);
          const after = expected.split('\n');
          expect(buffer.text).toBe(expected);
          expect(Array.from(after, (_, line) => buffer.line(line))).toEqual(after);
          expect(buffer.lineCount).toBe(after.length);
          // The lines outside of the change are those that were there.
          expect(after.slice(0, first)).toEqual(before.slice(0, first));
          expect(after.slice(first + added)).toEqual(before.slice(first + removed));
        }
        for (let offset = 0; offset <= expected.length; offset++) {
          expect(buffer.lineAt(offset)).toBe(expected.slice(0, offset).split('\n').length - 1);
        }
      }),
    );
  });
});
