import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findCitations } from '../../../../plugins/chat/citations/find-citations.js';
import { expectQuick } from '../../../support/expect-quick.js';

const places = (answer: string) =>
  findCitations(answer).map(
    ({ path, startLine, endLine, symbol }) =>
      `${path}:${startLine}${endLine === startLine ? '' : `-${endLine}`}${symbol === undefined ? '' : ` ${symbol}`}`,
  );

describe('places in an answer', () => {
  it.each([
    ['see app/main.py:41.', ['app/main.py:41']],
    ['(app/main.py:41-63)', ['app/main.py:41-63']],
    ['`app/main.py:41`, `./app/db.py:3`', ['app/main.py:41', 'app/db.py:3']],
    ['app/main.py:41–63 and app/main.py:L7', ['app/main.py:41-63', 'app/main.py:7']],
    ['main.py:41:7: error', ['main.py:41']],
    ['app/main.py#L12, app/main.py#L12-L20', ['app/main.py:12', 'app/main.py:12-20']],
    ['[the app](app/main.py#L12)', ['app/main.py:12']],
    ['[app/main.py:12](app/main.py#L12)', ['app/main.py:12', 'app/main.py:12']],
    ['src/main.ts(41,7) failed', ['src/main.ts:41']],
    ['`app/main.py` line 12', ['app/main.py:12']],
    ['in **app/main.py**, lines 12-20', ['app/main.py:12-20']],
    ['app/main.py (lines 12 to 20)', ['app/main.py:12-20']],
    ['app/main.py (L12-L20)', ['app/main.py:12-20']],
    ['File "app/main.py", line 12, in create', ['app/main.py:12']],
    ['line 12 of `app/main.py`.', ['app/main.py:12']],
    ['Lines 12-20 in app/main.py.', ['app/main.py:12-20']],
    ['Makefile:3 and Dockerfile:10', ['Makefile:3', 'Dockerfile:10']],
    ['app\\routers\\orders.py:5', ['app/routers/orders.py:5']],
    ['my\\_file.py:5', ['my_file.py:5']],
    ['app/[id]/page.tsx:9', ['app/[id]/page.tsx:9']],
    ['/srv/shop/app/main.py:4', ['/srv/shop/app/main.py:4']],
    ['../other/main.py:4', ['../other/main.py:4']],
    ['приложение/главная.py:4', ['приложение/главная.py:4']],
    ['app/main.py:63-41', ['app/main.py:41-63']],
    ['/etc/passwd:1, ../../etc/passwd:1', ['/etc/passwd:1', '../../etc/passwd:1']],
    ['`.env:1`, app/.env.local:2, .gitignore:3', ['.env:1', 'app/.env.local:2', '.gitignore:3']],
    ['app/main.py:12345678901', ['app/main.py:12345678901']],
    ['* app/a.py:1\n* app/b.py:2', ['app/a.py:1', 'app/b.py:2']],
    ['| app/a.py:1 | app/b.py:2 |', ['app/a.py:1', 'app/b.py:2']],
  ])('%j', (answer, expected) => {
    expect(places(answer)).toEqual(expected);
  });

  it.each([
    'at 12:30 in main.py',
    'http://localhost:8000 and 127.0.0.1:8000',
    'https://github.com/a/b/blob/main/app/main.py#L41',
    'example.com:443',
    'api.example.com/v1:443',
    'version 1.2:30',
    'app.main:app',
    'tests/test_x.py::test_create',
    'app/main.py and app/db.py',
    'main.py:41abc',
    '/orders:1 and /api/v1/orders:8000',
    '.5:1, .btn:2, ...:3',
    'no env:1, no credentials:3',
    'a@b.py.com:41',
    'lines 12-20',
  ])('none in %j', (answer) => {
    expect(places(answer)).toEqual([]);
  });

  it('not in code blocks, in those of lists and quotes neither, nor in one that has no end yet', () => {
    const answer = [
      'a.py:1',
      '```python',
      'b.py:2',
      '```',
      '~~~',
      'c.py:3',
      '```',
      '~~~',
      '1. ```sh',
      '   d.py:4',
      '   ```',
      '> ```',
      '> e.py:5',
      '> ```',
      'f.py:6 ``` x ``` g.py:7',
      '````',
      'h.py:8',
      '```',
      'i.py:9',
    ].join('\n');
    expect(places(answer)).toEqual(['a.py:1', 'f.py:6', 'g.py:7']);
  });

  it.each([
    ['`OrderIn` (app/schemas.py:8)', 'OrderIn'],
    ['OrderIn (app/schemas.py:8)', 'OrderIn'],
    ['**OrderIn** (`app/schemas.py:8`)', 'OrderIn'],
    ['create_order (app/main.py:8)', 'create_order'],
    ['create() in app/main.py:8', 'create'],
    ['`create` is defined in `app/main.py` line 8', 'create'],
    ['`Orders.find()` at app/main.py:8', 'Orders.find'],
    ['[`OrderIn`](app/schemas.py#L8)', 'OrderIn'],
    ['app/schemas.py:8 (`OrderIn`)', 'OrderIn'],
    ['it is validated (app/schemas.py:8)', undefined],
    ['in TypeScript (app/schemas.py:8)', undefined],
    ['it returns `None` (app/schemas.py:8)', undefined],
    ['a `POST /orders` (app/schemas.py:8)', undefined],
    ['Orders are checked in app/schemas.py:8', undefined],
    ['`OrderIn`\n(app/schemas.py:8)', undefined],
  ])('the name beside a place: %j', (answer, symbol) => {
    expect(findCitations(answer)[0]?.symbol).toBe(symbol);
  });

  it('says what was written as it is read, and where it stands', () => {
    const answer = 'Look: `app/main.py` line 12, or **`db.py:4`**.';
    const found = findCitations(answer);
    expect(found.map(({ written }) => written)).toEqual(['app/main.py line 12', 'db.py:4']);
    expect(found.map(({ from, to }) => answer.slice(from, to))).toEqual(['app/main.py` line 12', 'db.py:4']);
  });
});

const word = fc.stringMatching(/^[a-z][a-z0-9_]{0,8}$/);
const file = fc
  .tuple(fc.array(word, { maxLength: 3 }), word, fc.constantFrom('py', 'ts', 'md', 'toml'))
  .map(([folders, name, end]) => [...folders, `${name}.${end}`].join('/'));
const prose = fc.constantFrom('', 'see ', 'It is here: ', '(', '`', '- ', '> ', '**');
const place = fc.record({ file, start: fc.integer({ min: 1, max: 99_999 }), more: fc.integer({ min: 0, max: 500 }) });

describe('whatever an answer says', () => {
  it('every place is found once, in order', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(prose, place), { maxLength: 8 }), (items) => {
        const answer = items
          .map(([before, { file: path, start, more }]) => `${before}${path}:${start}${more ? `-${start + more}` : ''}`)
          .join('\n');
        const found = findCitations(answer).map(({ path, startLine, endLine }) => [path, startLine, endLine]);
        expect(found).toEqual(items.map(([, { file: path, start, more }]) => [path, start, start + more]));
      }),
    );
  });

  it('what is found stands there, in order, without overlaps, and nothing throws', () => {
    const bits = fc.constantFrom(
      'a.py:1',
      '`',
      '```',
      '\n',
      ' line 3',
      '(',
      ')',
      '#L',
      ':',
      '-',
      '[',
      ']',
      '/',
      '\\',
      'b/c.ts',
      '12',
      '.',
      '*',
      ' ',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.array(bits, { maxLength: 40 }).map((all) => all.join('')),
          fc.string({ unit: 'binary' }),
        ),
        (answer) => {
          let end = 0;
          for (const citation of findCitations(answer)) {
            expect(citation.from).toBeGreaterThanOrEqual(end);
            expect(citation.to).toBeLessThanOrEqual(answer.length);
            expect(answer.slice(citation.from, citation.to).replace(/[`*]/g, '')).toContain(citation.written);
            expect(citation.startLine).toBeLessThanOrEqual(citation.endLine);
            end = citation.to;
          }
        },
      ),
    );
  });

  it.each([
    ['a path without an end', 'a/'.repeat(50_000)],
    ['dots', 'a.'.repeat(50_000)],
    ['brackets', 'a/[b]'.repeat(20_000)],
    ['lines', 'lines 1 to '.repeat(10_000)],
    ['backticks', '`'.repeat(100_000)],
    ['quotes', '> '.repeat(50_000)],
    ['names', 'a_'.repeat(50_000) + ' (a.py:1)'],
    ['many places', 'Order_In (app/a.py:1) '.repeat(3_000)],
  ])('100,000 characters of %s are read at once', async (_, answer) => {
    await expectQuick(1_000, () => findCitations(answer));
  });
});
