import type { MarkdownMark } from 'devmgr/plugin-api';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HOSTILE } from '../../../support/drive-widget.js';
import { markdownOf } from './markdown-stage.js';
import { waitFor } from '../../../support/wait-for.js';
import { expectQuick } from '../../../support/expect-quick.js';

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
    expect(canvas.rows().slice(0, 4)).toEqual(['Big one', '───────', '', 'so strong soft code gone']);
    expect([look('Big'), look('strong'), look('soft'), look('code'), look('gone')]).toEqual([
      'heading',
      'strong',
      'emphasis',
      'code',
      'muted',
    ]);
  });

  it('gives each level of headings a look of its own, without its signs', async () => {
    const { driver } = await markdownOf('# One\n## Two\n### Three\n#### Four\n##### Five\n#\n');
    const canvas = driver.paint();
    const look = (text: string) => canvas.cell(canvas.find(text).x, canvas.find(text).y).look;
    expect(canvas.rows().join('\n').trimEnd()).toBe('One\n═══\nTwo\n───\nThree\nFour\nFive');
    expect(['One', 'Two', 'Three', 'Four', 'Five'].map(look)).toEqual([
      ...['heading', 'heading', 'heading', 'strong', 'emphasis'],
    ]);
  });

  it.each([
    ['the file __init__.py and __main__.py, `__all__`', 'the file __init__.py and __main__.py, __all__'],
    ['pkg/__init__.py defines __init__ and __repr__(self)', 'pkg/__init__.py defines __init__ and __repr__(self)'],
    [
      'a __dunder_name__, _private_name_.py and foo.__class__',
      'a __dunder_name__, _private_name_.py and foo.__class__',
    ],
    ['**`__init__.py`** and **__init__.py** and [__init__.py](x)', '__init__.py and __init__.py and __init__.py (x)'],
    ['__Important__: __two words__ _soft_ snake_case_name', 'Important: two words soft snake_case_name'],
    ['~~float~~ about ~5 and ~a~', 'float about ~5 and ~a~'],
  ])('shows names with underscores as they were written: %s', async (text, shown) => {
    expect(await show(text, 80)).toEqual([shown]);
  });

  it('is drawn in ASCII where that is wanted', async () => {
    const { driver, shown } = await markdownOf(
      '# T\n> q\n\n- a\n  - b\n\n| x | y |\n|-|-|\n| │ | — |\n```py\n│\n```\n---',
      {
        width: 12,
        height: 16,
      },
    );
    driver.ascii = true;
    expect(shown().join('\n').trimEnd().split('\n')).toEqual([
      ...['T', '=', '| q', '', '* a', '  - b', '', 'x | y', '--+--', '│ | —'],
      ...['+- py -----+', '| │        |', '+----------+', '------------'],
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
      ...[
        '╭─ py ─────────╮',
        '│ if x:        │',
        '│     return { │',
        '│ ↳ bold}1{/}  │',
        '│ ↳  # so      │',
        '╰──────────────╯',
      ],
    ]);
    expect(await show('    indented', 12)).toEqual(['╭──────────╮', '│ indented │', '╰──────────╯']);
    expect(await show('```\nabcdef\n```', 6)).toEqual(['╭─────', '│ abcd', '│ ef', '╰─────']);
  });

  it('keeps names in code whole where a line is broken, and colours change nothing of that', async () => {
    const code = '```py\nreturn get_repository(session)[item_number]\nabcdefghijklmnopqrstuvwxyz\n```';
    const { shown, driver } = await markdownOf(code, { width: 20 });
    const rows = () => shown().slice(1, 7);
    const before = rows();
    const broken = [
      ...['│ return           │', '│ ↳ get_repository │', '│ ↳ (session)[     │', '│ ↳ item_number]   │'],
      ...['│ abcdefghijklmnop │', '│ ↳ qrstuvwxyz     │'],
    ];
    expect(before).toEqual(broken);
    await waitFor(() => expect(driver.paint().cell(2, 1).look).toBe('keyword'));
    expect(rows()).toEqual(broken);
  });

  it('finds what is broken over lines of code, and not its frame', async () => {
    const { text } = await markdownOf('```py\nreturn get_repository(session)\n```', { width: 20 });
    text.find('repository(session)');
    await waitFor(() => expect(text.found.get()?.count).toBe(1));
    text.find('│');
    await waitFor(() => expect(text.found.get()?.count).toBe(0));
  });

  it('colours code as soon as its grammar is there', async () => {
    const { driver } = await markdownOf('```python\ndef create():\n    return "x"\n```');
    await waitFor(() => {
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
      expect.stringMatching(/^│ b\.py:1 +│$/),
      expect.stringMatching(/^╰/),
    ]);
  });

  it.each([
    ['[app/v.py:12](app/v.py:12)', 'app/v.py:12 ✗ gone'],
    ['[`app/v.py:12`](app/v.py#L12)', 'app/v.py:12 ✗ gone'],
    ['[v.py:7](./app/v.py#L7)', 'v.py:7 ✓'],
    ['[app/v.py:7](app/v.py)', 'app/v.py:7 ✓'],
    ['[app/v.py](app/v.py:7)', 'app/v.py:7 ✓'],
    ['[`check`](app/v.py:7)', 'check (app/v.py:7 ✓)'],
    ['[app/v.py:7](app/v.py:12)', 'app/v.py:7 ✓ (app/v.py:12 ✗ gone)'],
    ['[app/v.py:7](https://x.y/z)', 'app/v.py:7 ✓ (https://x.y/z)'],
    ['[other](app/other.py:3)', 'other (app/other.py:3)'],
  ])('says a place once that a link names: %s', async (text, shown) => {
    const good = { style: 'link', sign: ' ✓', link: 'app/v.py:7' } as const;
    const bad = { style: 'error', sign: ' ✗ gone' } as const;
    const marks: MarkdownMark[] = [
      { text: 'app/v.py:12', ...bad },
      { text: 'app/v.py#L12', ...bad },
      ...['v.py:7', './app/v.py#L7', 'app/v.py:7'].map((each) => ({ text: each, ...good })),
    ];
    expect(await show(`so ${text}.`, 80, marks)).toEqual([`so ${shown}.`]);
  });

  it('goes from link to link by key, each of them once', async () => {
    const marks: MarkdownMark[] = [{ text: 'v.py:7', style: 'link', sign: ' ✓', link: 'app/v.py:7' }];
    const { driver, text } = await markdownOf([{ id: 'a', text: '[v.py:7](v.py:7) [check](v.py:7) v.py:7', marks }]);
    driver.press('home');
    const stops = Array.from({ length: 4 }, () => (driver.press('right'), text.selected.get()));
    const link = { section: 'a', kind: 'link', link: 'app/v.py:7' };
    expect(stops).toEqual([{ section: 'a', kind: 'section' }, link, link, link]);
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

  it.each([
    '>',
    '- ',
    '1. ',
    '[',
    '*a ',
    '`a``',
    '![](',
    '<a ',
    '&a',
    '|-',
    '**a *b ',
    '~a ',
    '__a',
    '_ _a__ ',
    '\x1b]',
  ])('is not held up by thousands of %j', async (piece) => {
    await expectQuick(2000, () => show(piece.repeat(5000)));
  });
});
