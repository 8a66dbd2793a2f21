import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { MarkdownMark } from 'devmgr/plugin-api';
import { BlockStream } from '../../../../core/widgets/markdown/document/block-stream.js';
import { loadLexer, type Lex } from '../../../../core/widgets/markdown/text/load-lexer.js';

let lex: Lex;
beforeAll(async () => {
  lex = await loadLexer();
});

function finish(stream: BlockStream): void {
  while (stream.isBehind) stream.step(lex);
}

function linesOf(stream: BlockStream): string[] {
  finish(stream);
  return Array.from({ length: stream.count }, (_, index) =>
    (stream.at(index)?.layout(40).lines ?? []).map((line) =>
      line.runs
        .map((run) => run.text)
        .join('')
        .trimEnd(),
    ),
  ).flat();
}

function streamOf(text: string, marks: readonly MarkdownMark[] = []): BlockStream {
  const stream = new BlockStream(() => undefined);
  stream.setText(text);
  stream.setMarks(marks, lex);
  return stream;
}

/** Pieces that begin, go on with and end every kind of block. */
const pieces = [
  ...[
    '\n',
    '\n\n',
    ' ',
    '    ',
    '\t',
    'word',
    'more words here ',
    'a.py:4',
    '`code`',
    '**',
    '_',
    '[r]',
    '[r]: http://x.y\n',
    '](u)',
  ],
  ...[
    '# h',
    '## ',
    '===',
    '---',
    '***',
    '- ',
    '* ',
    '1. ',
    '1) ',
    '7. ',
    '- [ ] ',
    '- [x] ',
    '  - ',
    '   ',
    '> ',
    '>> ',
    '\\',
  ],
  ...[
    '```',
    '```py\n',
    '~~~',
    '\n```\n',
    '| a | b |\n',
    '|---|:-:|\n',
    '| 1 | 2 |\n',
    '|',
    '<b>',
    '<div>\n',
    '</div>',
    '<!--',
    '-->',
    '&amp;',
    '\r\n',
    '\x1b[1m',
  ],
];
const source = fc.array(fc.constantFrom(...pieces), { maxLength: 40 }).map((parts) => parts.join(''));

describe('the blocks of a growing text', () => {
  it('are those of the whole text, however it comes', () => {
    fc.assert(
      fc.property(source, fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 20 }), (text, steps) => {
        const stream = streamOf('');
        for (let at = 0, index = 0; at < text.length; index++) {
          at += steps[index % steps.length] ?? 1;
          stream.setText(text.slice(0, at));
          finish(stream);
        }
        expect(linesOf(stream)).toEqual(linesOf(streamOf(text)));
      }),
      { numRuns: 1500 },
    );
  });

  it('are the same when a long text is parsed in parts', () => {
    const text = Array.from({ length: 200 }, (_, index) =>
      [
        `# h${index}`,
        `words [r] a.py:${index}`,
        '1. one\n1. two\n\n   more',
        '```py\n\ncode\n```',
        '| a |\n|---|\n| 1 |',
      ]
        .slice(0, 1 + (index % 5))
        .join('\n\n'),
    ).join('\n\n');
    const grown = streamOf('');
    for (let at = 0; at < text.length; at += 97) {
      grown.setText(text.slice(0, at));
      finish(grown);
    }
    grown.setText(`${text}\n\n[r]: http://x.y`);
    const atOnce = streamOf(`${text}\n\n[r]: http://x.y`);
    atOnce.step(lex);
    expect(atOnce.isBehind).toBe(true);
    expect(linesOf(atOnce)).toEqual(linesOf(grown));
    expect(linesOf(atOnce)).toContain('words r (http://x.y) a.py:199');
  });

  it('are those of the new text when it was changed anywhere', () => {
    fc.assert(
      fc.property(source, source, source, (head, before, after) => {
        const stream = streamOf(head + before);
        finish(stream);
        stream.setText(head + after);
        expect(linesOf(stream)).toEqual(linesOf(streamOf(head + after)));
      }),
      { numRuns: 500 },
    );
  });

  it('are made again for marks that come later, and only those with marks', () => {
    const text = 'one a.py:4\n\n- two\n- `a.py:4` three\n\nfour\n\nfive\n\nsix\n\nseven';
    const stream = streamOf(text);
    const before = linesOf(stream);
    const untouched = stream.at(3);
    const marks: MarkdownMark[] = [{ text: 'a.py:4', style: 'success', sign: ' ✓' }];
    stream.setMarks(marks, lex);
    expect(linesOf(stream).join('\n').replaceAll('\u00a0', ' ')).toBe(
      before.join('\n').replaceAll('a.py:4', 'a.py:4 ✓'),
    );
    expect(stream.at(3)).toBe(untouched);
    stream.setMarks([], lex);
    expect(linesOf(stream)).toEqual(before);
  });

  it('know targets of links that are given at the end', () => {
    const text = 'see [the docs][d] and [d]\n\na\n\nb\n\n[d]: http://x.y/z\n\nc\n\nd\n\ne\n';
    const stream = streamOf('');
    for (let at = 1; at <= text.length; at++) {
      stream.setText(text.slice(0, at));
      finish(stream);
    }
    expect(linesOf(stream).join(' ')).toContain('the docs (http://x.y/z)');
    expect(linesOf(stream)).toEqual(linesOf(streamOf(text)));
  });

  it('stay the same objects when the text grows', () => {
    const stream = streamOf('# a\n\nb\n\n- c\n- d\n\n```\ncode\n```\n\ne');
    finish(stream);
    const before = Array.from({ length: stream.count }, (_, index) => stream.at(index));
    stream.setText('# a\n\nb\n\n- c\n- d\n\n```\ncode\n```\n\ne more\n\nf');
    finish(stream);
    expect(before.slice(0, -1).map((block, index) => stream.at(index) === block)).toEqual(
      before.slice(0, -1).map(() => true),
    );
  });
});
