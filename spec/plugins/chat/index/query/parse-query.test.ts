import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { languagesNamed } from '../../../../../plugins/chat/index/query/query-languages.js';
import { parseQuery } from '../../../../../plugins/chat/index/query/parse-query.js';
import { expectQuick } from '../../../../support/expect-quick.js';

describe('the kind of a query', () => {
  it.each([
    ['OrderRepository.find', ['OrderRepository.find']],
    ['create_order', ['create_order']],
    ['HTTPServer', ['HTTPServer']],
    ['Order', ['Order']],
    ['module::Type', ['module::Type']],
    ['obj->x', ['obj->x']],
    ['foo()', ['foo']],
    ['create_order(self, id)', ['create_order']],
    ['`refund`', ['refund']],
    ['where is OrderRepository.find defined?', ['OrderRepository.find']],
    ['class OrderRepository', ['OrderRepository']],
    ['_private', ['_private']],
  ])('%s is a symbol', (raw, symbols) => {
    expect(parseQuery(raw)).toMatchObject({ kind: 'symbol', symbols, places: [] });
  });

  it.each([
    ['app/main.py', { path: 'app/main.py' }],
    ['main.py:41', { path: 'main.py', line: 41 }],
    ['main.py:41:7', { path: 'main.py', line: 41 }],
    ['./src/a.ts(12,5)', { path: 'src/a.ts', line: 12 }],
    ['src/a.ts#L12-L20', { path: 'src/a.ts', line: 12, endLine: 20 }],
    ['src/a.ts:12-20', { path: 'src/a.ts', line: 12, endLine: 20 }],
    ['flask/app.py", line 917', { path: 'flask/app.py', line: 917 }],
    ['app.py, lines 3-9', { path: 'app.py', line: 3, endLine: 9 }],
    ['routers/orders', { path: 'routers/orders' }],
    ['app\\api\\main.py', { path: 'app/api/main.py' }],
    ['Dockerfile', { path: 'Dockerfile' }],
    ['open app/main.py line 12', { path: 'app/main.py', line: 12 }],
  ])('%s is a path', (raw, place) => {
    expect(parseQuery(raw)).toMatchObject({ kind: 'path', places: [place], symbols: [] });
  });

  it('reads the test behind a path', () => {
    const query = parseQuery('tests/test_orders.py::test_refund[card]');
    expect(query).toMatchObject({ kind: 'path', places: [{ path: 'tests/test_orders.py' }], symbols: ['test_refund'] });
  });

  it.each([
    'how are orders refunded?',
    'read/write lock and/or mutex',
    'GET /api/orders',
    'https://example.com/a.html',
    'retry with backoff, e.g. on a timeout',
    'restart the server',
    'what is it',
  ])('%s is a question without places', (raw) => {
    expect(parseQuery(raw)).toMatchObject({ kind: 'question', places: [] });
  });

  it('finds names and files in a question', () => {
    const query = parseQuery('why does create_order of app/orders.py call Payment twice');
    expect(query).toMatchObject({
      kind: 'question',
      symbols: ['create_order', 'Payment'],
      places: [{ path: 'app/orders.py' }],
    });
  });
});

describe('filters', () => {
  it('are taken out of the words', () => {
    const query = parseQuery('refund lang:py path:app/ order kind:class -legacy');
    expect(query.text).toBe('refund order');
    expect(query.terms).toEqual(['refund', 'order']);
    expect(query.filters).toMatchObject({
      languages: ['python'],
      paths: ['app/'],
      kinds: ['class'],
      without: ['legacy'],
    });
    expect(query.notes).toEqual([]);
  });

  it('may leave out, be quoted, and have several values', () => {
    const query = parseQuery('x -path:tests/ -lang:sql -kind:window path:"my app/" lang:py,go -"old code"');
    expect(query.filters).toEqual({
      languages: ['python', 'go'],
      paths: ['my app/'],
      kinds: [],
      without: ['old code'],
      withoutLanguages: ['sql'],
      withoutPaths: ['tests/'],
      withoutKinds: ['window'],
      phrases: [],
    });
  });

  it.each([
    ['lang:ts', 'typescript'],
    ['lang:TypeScript', 'typescript'],
    ['language:js', 'javascript'],
    ['lang:.rs', 'rust'],
    ['lang:yml', 'yaml'],
    ['lang:golang', 'go'],
  ])('%s is %s', (raw, language) => {
    expect(parseQuery(raw).filters.languages).toContain(language);
  });

  it.each(['constructor', '__proto__', 'toString'])('takes lang:%s for no language', (name) => {
    expect(languagesNamed(name)).toEqual([]);
  });

  it('say when a language or a kind is not known, and find nothing then', () => {
    const query = parseQuery('lang:klingon kind:poem x');
    expect(query.filters).toMatchObject({ languages: ['klingon'], kinds: ['poem'] });
    expect(query.notes).toHaveLength(2);
  });

  it('say when something only looks like a filter, and keep it', () => {
    const query = parseQuery('repo:shop order');
    expect(query.text).toBe('repo:shop order');
    expect(query.notes).toEqual([expect.stringContaining('repo:')]);
  });

  it.each([
    'std::find',
    'http://host/x',
    'note: this',
    'main.py:41',
    'TypeError:x',
    'C:\\shop\\main.py',
    'pytest -k slow',
    'run --all',
    'a - b',
    'x->y',
  ])('%s has none', (raw) => {
    const { filters, notes, text } = parseQuery(raw);
    expect(Object.values(filters).flat()).toEqual([]);
    expect(notes).toEqual([]);
    expect(text).toBe(raw);
  });
});

describe('tests', () => {
  it.each([
    'test for refunds',
    'orders spec',
    'test_create_order',
    'fixture database',
    'refund path:tests/',
    'tests/test_a.py',
    'order.spec.ts',
  ])('are wanted by %s', (raw) => {
    expect(parseQuery(raw).wantsTests).toBe(true);
  });

  it.each(['latest refund', 'attestation', 'refund -path:tests/', 'app/contest.py', 'inspect order'])(
    'are not wanted by %s',
    (raw) => {
      expect(parseQuery(raw).wantsTests).toBe(false);
    },
  );
});

describe('any text', () => {
  it.each(['', ' ', '\n', '""', '-', '?', '"', ':'])('%j has no terms', (raw) => {
    expect(parseQuery(raw)).toMatchObject({ terms: [], symbols: [], places: [] });
  });

  it.each(['order AND OR NOT "x', 'NEAR(a b, 2)', 'col: * ^ a', "'; drop table x --", 'a* {b} [c] (d'])(
    '%s has only harmless terms',
    (raw) => {
      for (const term of parseQuery(raw).terms) expect(term).toMatch(/^[\p{L}\p{N}_]+$/u);
    },
  );

  it('is read without an error', () => {
    const part = fc.constantFrom(
      'lang:',
      'path:"',
      '-',
      '::',
      '"',
      'File "',
      '", line 1',
      ' at (',
      ':1:2)',
      '.py',
      '/',
      '\\',
      '\n',
      '(',
      '`',
      '\ud800',
      'é',
    );
    const text = fc.array(fc.oneof(part, fc.string({ unit: 'binary', maxLength: 10 })), { maxLength: 20 });
    fc.assert(
      fc.property(text, (parts) => {
        const raw = parts.join('');
        const query = parseQuery(raw);
        expect(query.raw).toBe(raw);
        expect(query.terms.length).toBeLessThanOrEqual(32);
        expect(query.text.isWellFormed()).toBe(true);
        expect(parseQuery(raw)).toEqual(query);
      }),
      { numRuns: 500 },
    );
  });

  it.each(['word ', 'a/', 'a.', '("', 'a_', ':', '-', 'File "', 'at ', '\\', '`', 'x::'])(
    'of a megabyte of %j is read in a moment',
    async (unit) => {
      const raw = unit.repeat(1_000_000 / unit.length);
      await expectQuick(500, () => parseQuery(raw));
    },
  );
});

describe('phrases', () => {
  it.each([
    ['"has no attribute"', ['has no attribute']],
    ['error "has no attribute" here', ['has no attribute']],
    ['"app/main.py"', []],
    ['-"left out"', []],
    ['has no attribute', []],
  ])('of %s', (raw, phrases) => {
    expect(parseQuery(raw).filters.phrases).toEqual(phrases);
  });

  it('kind:function is methods too', () => {
    expect(parseQuery('kind:function x').filters.kinds).toEqual(['function', 'method']);
    expect(parseQuery('kind:method x').filters.kinds).toEqual(['method']);
  });
});
