import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { BlockStream } from '../../../../core/widgets/markdown/document/block-stream.js';
import { colourCode, withoutColours, type ColourCode } from '../../../../core/widgets/markdown/text/code-colours.js';
import { growFence } from '../../../../core/widgets/markdown/text/grow-fence.js';
import { loadLexer, type Lex } from '../../../../core/widgets/markdown/text/load-lexer.js';
import { blocksOf } from '../../../../core/widgets/markdown/text/markdown-block.js';
import { createMarkFinder } from '../../../../core/widgets/markdown/text/mark-finder.js';

let lex: Lex;
const context = { links: {}, marks: createMarkFinder([]) };
beforeAll(async () => {
  lex = await loadLexer();
});

function finish(stream: BlockStream): void {
  while (stream.isBehind) stream.step(lex);
}

/** What is shown, but for colours, and what can be copied. */
function shownBy(stream: BlockStream): unknown {
  finish(stream);
  return Array.from({ length: stream.count }, (_, index) => {
    const { lines = [], stops = [] } = stream.at(index)?.shown(30) ?? {};
    return { lines: lines.map(({ runs }) => runs.map(({ text }) => text).join('')), stops };
  });
}

function streamOf(text: string): BlockStream {
  const stream = new BlockStream(() => undefined);
  stream.setText(text);
  return stream;
}

const many = (lines: number) => Array.from({ length: lines }, (_, at) => `line ${at} = "${at}"\n`).join('');
const beginnings = ['', 'words\n\n', '- item\n', '> so\n', '1. one\n\n2. two\n\n', '- item\n\n  ', '  ', 'a\nb\n===\n'];
const openings = ['```', '```py\n', '````\n', '~~~ js\n', '~~~\n', '``` a`b\n', '    '];
const parts = [
  ...['\n', '\n\n', ' ', '\t', '  \n', 'x = 1', '"""', '- a\n', '# h\n', '> q\n', '[r]: http://x.y\n', '<div>\n'],
  ...['`', '```', '\n```', '\n```\n', '\n````\n', '\n   ~~~  \n', '~~', '~', '\x1b[1m', '\r\n', '漢', 'e\u0301'],
  ...[many(3), many(99), many(100), many(101), many(250), 'a long line '.repeat(8), '\u2028'],
];
const code = fc
  .tuple(
    fc.constantFrom(...beginnings),
    fc.constantFrom(...openings),
    fc.array(fc.constantFrom(...parts), { maxLength: 12 }),
  )
  .map(([before, opening, inside]) => before + opening + inside.join(''));
/** Where a text is cut: parts of its length, in order. */
const cuts = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 10 }).map((found) => found.sort());

describe('code that grows', () => {
  it('is shown as if it had come at once', () => {
    fc.assert(
      fc.property(code, cuts, (text, places) => {
        const stream = streamOf('');
        for (const place of [...places, 1]) {
          stream.setText(text.slice(0, Math.round(place * text.length)));
          shownBy(stream);
        }
        expect(shownBy(stream)).toEqual(shownBy(streamOf(text)));
      }),
      { numRuns: 300 },
    );
  });

  it('is the block that the whole text is, wherever it can be said from what is added', () => {
    fc.assert(
      fc.property(fc.constantFrom(...openings), fc.array(fc.constantFrom(...parts)), (opening, inside) => {
        const raw = `${opening}x\n${inside.join('')}`;
        for (const end of [opening.length + 1, opening.length + 2, raw.length >> 1, raw.length - 1]) {
          const [before, more] = blocksOf(lex(raw.slice(0, end), context), undefined);
          const grown = before && !more && growFence(before, raw, lex, context);
          if (grown) expect([grown]).toEqual(blocksOf(lex(raw, context), undefined));
        }
      }),
      { numRuns: 500 },
    );
    const [before] = blocksOf(lex('```py\nx\n\ny', context), undefined);
    expect(before && growFence(before, '```py\nx\n\ny\n\nz', lex, context)?.content).toMatchObject({
      text: 'x\n\ny\n\nz',
    });
    expect(before && growFence(before, '```py\nx\n\ny\n```', lex, context)).toBeUndefined();
  });
});

describe('colours of code that grows', () => {
  const asPython = (text: string, isWhole = false) => ({ number: 0, text, language: 'python', isWhole });
  /** The lines when each of the code of `many` has its own colours, none of an earlier version. */
  async function settled(colour: ColourCode, text: string) {
    const lines = () => colour(asPython(text)).flat();
    const isDone = (line: ReturnType<typeof lines>[number], at: number) =>
      line.length === 0 || line.some((span) => span.style === 'string' && span.text === `"${at}"`);
    await expect.poll(() => lines().every(isDone)).toBe(true);
    return lines();
  }

  it('are kept with their lines, but for those of the last lines', () => {
    const colour = colourCode(() => undefined);
    const before = colour(asPython(many(450)));
    const after = colour(asPython(`${many(450)}more`));
    expect(after.map((piece, index) => piece === before[index])).toEqual([true, true, true, true, false]);
  });

  it('are made again where the code is another one, however long', () => {
    const colour = colourCode(() => undefined);
    colour(asPython(many(250)));
    const other = many(250).replaceAll('=', '+');
    expect(
      colour(asPython(other))
        .flat()
        .flat()
        .map(({ text }) => text)
        .join(''),
    ).toBe(other.replaceAll('\n', ''));
  });

  it('change nothing of its lines', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...parts)), (inside) => {
        const code = asPython(inside.join(''));
        const texts = (colour: ColourCode) =>
          colour(code)
            .flat()
            .map((line) => line.map(({ text }) => text).join(''));
        expect(texts(colourCode(() => undefined))).toEqual(texts(withoutColours));
      }),
    );
  });

  it('come to what the block has become by then', async () => {
    let told = 0;
    const stream = new BlockStream(() => told++);
    const styles = () =>
      stream
        .at(0)
        ?.shown(60)
        .lines.map(({ runs }) => runs.some(({ style }) => style === 'string')) ?? [];
    for (const lines of [40, 120, 130]) {
      stream.setText(`\`\`\`py\n${many(lines)}`);
      finish(stream);
      styles();
    }
    await expect.poll(() => styles().filter(Boolean).length).toBe(130);
    expect(told).toBeGreaterThan(0);
  });

  it('are in the end those of the same code that comes at once', async () => {
    const text = many(230);
    const grown = colourCode(() => undefined);
    for (let end = 0; end < text.length; end += 701) grown(asPython(text.slice(0, end)));
    const lines = await settled(grown, text);
    expect(lines).toHaveLength(231);
    expect(lines).toEqual(
      await settled(
        colourCode(() => undefined),
        text,
      ),
    );
  });
});
