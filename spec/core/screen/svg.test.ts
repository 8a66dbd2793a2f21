import { describe, expect, it } from 'vitest';
import { createPaintBox } from '../../../core/screen/paint-box.js';
import { captureCells, type ScreenCell } from '../../../core/screen/snapshot.js';
import { cellsToSvg } from '../../../core/screen/svg.js';
import { startTerminal } from '../../support/start-terminal.js';

const blank: ScreenCell = { ch: ' ', fg: undefined, bg: undefined, bold: false, underline: false, inverse: false };
const cells = (text: string, look: Partial<ScreenCell> = {}): ScreenCell[] =>
  [...text].map((ch) => ({ ...blank, ...look, ch }));

/** Checks nesting, attributes and entities of the XML that is written here: no comments, no CDATA. */
function assertWellFormed(xml: string): void {
  const open: string[] = [];
  const rest = xml.replace(
    /<(\/?)([a-z]+)((?: [A-Za-z:-]+="[^"<]*")*)(\/?)>/g,
    (_tag, closes: string, name: string, _attributes, alone: string) => {
      if (closes) expect(open.pop()).toBe(name);
      else if (!alone) open.push(name);
      return '';
    },
  );
  expect(open).toEqual([]);
  expect(rest).not.toMatch(/[<>]/);
  expect(xml).not.toMatch(/&(?!#\d+;)/);
  expect(xml).not.toMatch(/[\x00-\x09\x0b-\x1f\ufffe\uffff]/);
}

describe('an SVG of cells', () => {
  it('is well-formed whatever is on the screen', () => {
    const svg = cellsToSvg([
      cells(`<a href="x">&amp;'</a>`),
      cells('漢'),
      cells('╭─╮│▂▂█░ ✓ ●', { inverse: true, underline: true }),
      [],
    ]);
    assertWellFormed(svg);
    expect(svg).toContain('&#60;a href=&#34;x&#34;&#62;&#38;amp;&#39;&#60;/a&#62;');
  });

  it('has one text for neighbours that look the same, stretched to their columns', () => {
    const svg = cellsToSvg([[...cells('ab', { fg: 114 }), ...cells('cd', { fg: 114, bold: true }), ...cells('ef')]]);
    expect(svg.match(/<text[^>]*>[^<]*<\/text>/g)).toEqual([
      '<text x="0" y="14.5" textLength="18" lengthAdjust="spacingAndGlyphs" fill="#87d787">ab</text>',
      '<text x="18" y="14.5" textLength="18" lengthAdjust="spacingAndGlyphs" fill="#87d787" font-weight="bold">cd</text>',
      '<text x="36" y="14.5" textLength="18" lengthAdjust="spacingAndGlyphs">ef</text>',
    ]);
  });

  it('places what follows a wide character by its column', () => {
    const svg = cellsToSvg([[...cells('🚀'), { ...blank, ch: '' }, ...cells('x')]]);
    expect(svg).toContain('<text x="0" y="14.5" textLength="18" lengthAdjust="spacingAndGlyphs">🚀</text>');
    expect(svg).toContain('<text x="18" y="14.5" textLength="9" lengthAdjust="spacingAndGlyphs">x</text>');
  });

  it('places what follows a gap by its column, without blanks', () => {
    const svg = cellsToSvg([cells('  a b   c  ')]);
    expect([...svg.matchAll(/<text x="(\d+)"[^>]*>([^<]*)</g)].map(([, x, text]) => [x, text])).toEqual([
      ['18', 'a b'],
      ['72', 'c'],
    ]);
  });

  it('draws inverse cells with exchanged colours, and backgrounds once a run', () => {
    const svg = cellsToSvg([cells('abc', { fg: 16, bg: 231, inverse: true })]);
    expect(svg.match(/<rect [^>]*fill="#000000"\/>/g)).toHaveLength(1);
    expect(svg).toContain('fill="#ffffff">abc</text>');
  });

  it('draws borders as lines without gaps', () => {
    const svg = cellsToSvg([cells('╭──╮'), cells('│')]);
    expect(svg.match(/<path /g)).toHaveLength(4);
    expect(svg).not.toContain('<text');
  });

  it('shows the real screen', async () => {
    const app = await startTerminal((terminal) => {
      createPaintBox({ terminal, place: { top: 0, left: 0, width: 20, height: 3 }, border: true }, (canvas) =>
        canvas.put(0, 0, '🚀 ok', 'success'),
      );
      return () => {
        const rows = captureCells(terminal.screen);
        expect(rows[1]?.slice(0, 6).map((cell) => cell.ch)).toEqual(['│', '🚀', '', ' ', 'o', 'k']);
        expect(rows[1]?.[4]).toMatchObject({ fg: 114, bg: undefined, bold: false });
        assertWellFormed(cellsToSvg(rows));
      };
    });
    await app.close();
  });
});
