import type { MarkdownMark } from 'devmgr/plugin-api';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { HOSTILE } from '../../../support/drive-widget.js';
import { markdownOf } from './markdown-stage.js';

/** What a text looks like, without the blank lines at the end. */
async function show(text: string, width = 40, marks: readonly MarkdownMark[] = []) {
  const { shown } = await markdownOf([{ id: 'a', text, marks }], { width, height: 40 });
  return shown().join('\n').trimEnd().split('\n');
}

describe('Markdown on the screen', () => {
  it('has headings, emphasis and code in their looks', async () => {
    const { driver } = await markdownOf('## Big *one*\n\nso **strong** _soft_ `code` ~~gone~~');
    const canvas = driver.paint();
    const look = (text: string) => canvas.cell(canvas.find(text).x, canvas.find(text).y).look;
    expect(canvas.row(0)).toBe('## Big one');
    expect([look('Big'), look('strong'), look('soft'), look('code'), look('gone')]).toEqual([
      'heading',
      'strong',
      'emphasis',
      'code',
      'muted',
    ]);
  });

  it('nests lists, numbers them on, and ticks tasks', async () => {
    const text = '- one\n  - two\n    - three\n\n      more\n- [x] done\n- [ ] open\n\n7. seven\n7. eight\n   1) inner';
    expect(await show(text)).toEqual([
      ...['• one', '  ◦ two', '    ▪ three', '', '      more', '[x] done', '[ ] open', ''],
      ...['7. seven', '8. eight', '   1) inner'],
    ]);
  });

  it('breaks long lines at blanks, under their first word in lists and quotes', async () => {
    expect(await show('- one two three four\n\n> one two three four\n\n漢字漢字漢字漢字', 12)).toEqual([
      ...['• one two', '  three four', '', '│ one two', '│ three four', '', '漢字漢字漢字', '漢字'],
    ]);
    expect(await show('a 0123456789abcdef z', 10)).toEqual(['a 01234567', '89abcdef z']);
  });

  it('keeps line ends that were written', async () => {
    expect(await show('one\ntwo\\\nthree')).toEqual(['one', 'two', 'three']);
  });

  it('frames code with its language and breaks its lines without losing blanks', async () => {
    expect(await show('```py title="x"\nif x:\n    return {bold}1{/}  # so\n```', 16)).toEqual([
      ...['╭─ py ──────────', '│ if x:', '│     return {bo', '│ ld}1{/}  # so', '╰───────────────'],
    ]);
    expect(await show('    indented', 12)).toEqual(['╭───────────', '│ indented', '╰───────────']);
  });

  it('colours code as soon as its grammar is there', async () => {
    const { driver } = await markdownOf('```python\ndef create():\n    return "x"\n```');
    await vi.waitFor(() => {
      const canvas = driver.paint();
      const look = (text: string) => canvas.cell(canvas.find(text).x, canvas.find(text).y).look;
      expect([look('def'), look('"x"')]).toEqual(['keyword', 'string']);
    });
  });

  it('fits tables to the width: columns give room, then cells are lines', async () => {
    const table = '| name | what it is | n |\n|:--|:-:|--:|\n| a | some long words here | 1 |\n| `b\\|c` | x | 22 |';
    expect(await show(table)).toEqual([
      ...['name │      what it is      │  n', '─────┼──────────────────────┼───'],
      ...['a    │ some long words here │  1', 'b|c  │          x           │ 22'],
    ]);
    expect(await show(table, 24)).toEqual([
      ...['name │  what it is  │  n', '─────┼──────────────┼───'],
      ...['a    │  some long   │  1', '     │  words here  │', 'b|c  │      x       │ 22'],
    ]);
    expect(await show(table, 12)).toEqual([
      ...['name: a', 'what it', '  is: some', '  long words', '  here', 'n: 1', '────────────'],
      ...['name: b|c', 'what it', '  is: x', 'n: 22'],
    ]);
  });

  it('shows links with their targets, once', async () => {
    expect(await show('[docs](https://x.y/z) https://a.b <c@d.ef> ![alt](p.png)', 80)).toEqual([
      'docs (https://x.y/z) https://a.b c@d.ef [image: alt] (p.png)',
    ]);
  });

  it('shows HTML, tags, entities and escapes as text', async () => {
    expect(await show('<b>x</b> {red-fg}y{/} &lt;z&gt; &#65; \x1b[31mred\n\n<script>\nalert(1)\n</script>')).toEqual([
      ...['<b>x</b> {red-fg}y{/} <z> A red', '', '<script>', 'alert(1)', '</script>'],
    ]);
  });

  it('marks places by their text as it was written', async () => {
    const marks: MarkdownMark[] = [
      { text: 'pkg/__init__.py:3', style: 'success', sign: ' ✓', link: 'pkg/__init__.py:3' },
      { text: '`a.py` line 4', style: 'error', sign: ' not found' },
      { text: 'b.py:1', style: 'success', sign: ' ✓' },
    ];
    const text = 'see pkg/__init__.py:3, `a.py` line 4; `b.py:1` **b.py:1** not b.py:11, x/b.py:1\n```\nb.py:1\n```';
    expect(await show(text, 120, marks)).toEqual([
      'see pkg/__init__.py:3 ✓, a.py line 4 not found; b.py:1 ✓ b.py:1 ✓ not b.py:11, x/b.py:1',
      expect.stringMatching(/^╭/),
      '│ b.py:1',
      expect.stringMatching(/^╰/),
    ]);
  });

  it('never puts a sign on another line than its place', async () => {
    const marks: MarkdownMark[] = [{ text: 'a.py:4', style: 'success', sign: ' ✓' }];
    expect(await show('words a.py:4 more', 13, marks)).toEqual(['words', 'a.py:4 ✓ more']);
  });

  it('takes anything at any size', async () => {
    const { text, driver } = await markdownOf('');
    const parts = fc.constantFrom(
      HOSTILE,
      '```',
      '\n',
      '- ',
      '> ',
      '|',
      '|-|\n',
      '# ',
      '**',
      '[',
      '](',
      '<',
      '漢',
      ' ',
    );
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 30 }), fc.nat(30), fc.nat(8), (written, width, height) => {
        text.setSections([{ id: 'a', header: [HOSTILE], text: written.join(''), footer: [HOSTILE] }]);
        const canvas = driver.resize(width + 1, height + 1);
        for (const row of canvas.rows()) expect(row).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202e]/);
      }),
      { numRuns: 200 },
    );
  });

  it.each(['>', '- ', '1. ', '[', '*a ', '`a``', '![](', '<a ', '&a', '|-', '**a *b ', '~a ', '\x1b]'])(
    'is not held up by thousands of %j',
    async (piece) => {
      const before = process.cpuUsage();
      await show(piece.repeat(5000));
      expect(process.cpuUsage(before).user / 1000).toBeLessThan(2000);
    },
  );
});
