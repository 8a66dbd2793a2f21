import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { StyledText } from 'devmgr/plugin-api';
import { textWidth } from '../../../../../core/screen/text/text-width.js';
import { wrap } from '../../../../../core/screen/text/wrap.js';
import { WrappedDocument } from '../../../../../plugins/system/providers/ask/wrapped-document.js';

const plain = (line: StyledText) => (typeof line === 'string' ? line : line.map(({ text }) => text).join(''));
const all = (document: WrappedDocument) => document.lines(0, document.end).map(plain);
const character = fc.constantFrom('a', 'b', ' ', 'ü', '日', '🚀', '\n', '.');

function pieces(text: string, cuts: readonly number[]): string[] {
  const chars = [...text];
  const at = [0, ...[...new Set(cuts.map((cut) => cut % (chars.length + 1)))].sort((a, b) => a - b), chars.length];
  return at.slice(1).map((end, index) => chars.slice(at[index], end).join(''));
}

describe('a document that grows', () => {
  it('is wrapped as the whole text is, however it comes and whatever the width was before', () => {
    fc.assert(
      fc.property(
        fc.array(character, { maxLength: 120 }).map((chars) => chars.join('')),
        fc.array(fc.nat()),
        fc.integer({ min: 2, max: 30 }),
        fc.integer({ min: 2, max: 30 }),
        (text, cuts, before, width) => {
          const document = new WrappedDocument(textWidth, before);
          pieces(text, cuts).forEach((piece, index) => {
            if (index === 2) document.setWidth(width);
            document.append(piece);
          });
          document.setWidth(width);
          const whole = wrap(text, width).map((line) => plain(line));
          // A newline at the end ends a line and begins none.
          if (whole.at(-1) === '') whole.pop();
          expect(all(document)).toEqual(whole);
        },
      ),
    );
  });

  it('costs what is added, not what stands there', () => {
    let measured = 0;
    const document = new WrappedDocument((text) => (measured++, textWidth(text)), 40);
    for (let token = 0; token < 5000; token++) document.append('wörter ');
    expect(measured).toBe(5000);
    expect(document.end).toBeGreaterThan(800);
  });

  it('gives any part of its lines', () => {
    const document = new WrappedDocument(textWidth, 10);
    document.append('one\ntwo\nthree');
    expect(document.lines(1, 1).map(plain)).toEqual(['two']);
    expect(document.lines(1, 5).map(plain)).toEqual(['two', 'three']);
    expect(document.lines(3, 5)).toEqual([]);
  });

  it('keeps styles apart and gives lines of their own', () => {
    const document = new WrappedDocument(textWidth, 20);
    document.append('think', 'muted');
    document.append('said');
    document.appendLine('! again', 'warning');
    document.append('more');
    expect(document.lines(0, 9)).toEqual([
      [
        { text: 'think', style: 'muted' },
        { text: 'said', style: 'default' },
      ],
      [{ text: '! again', style: 'warning' }],
      [{ text: 'more', style: 'default' }],
    ]);
  });
});
