import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseQuery } from '../../../../../plugins/chat/index/query/parse-query.js';
import { rankCandidates } from '../../../../../plugins/chat/index/rank/rank-candidates.js';
import { signalIds } from '../../../../../plugins/chat/index/rank/signals/all-signals.js';
import { rankWeights } from '../../../../../plugins/chat/index/rank/weights.js';
import type { RankedCandidate } from '../../../../../plugins/chat/index/search/search-corpus.js';
import { SmallCorpus, type SmallFile } from './small-corpus.js';
import { processorMs } from '../../../../support/processor-ms.js';
import { expectCost } from '../../../../support/expect-cost.js';

const shop: readonly SmallFile[] = [
  {
    path: 'app/orders/repository.py',
    importedBy: 5,
    chunks: [
      { kind: 'module', text: 'import sqlite3' },
      { kind: 'class', symbol: 'OrderRepository', signature: 'class OrderRepository:', text: 'orders in a database' },
      { kind: 'method', symbol: 'OrderRepository.find', signature: 'def find(self, id)', text: 'select one order' },
      { kind: 'method', symbol: 'OrderRepository.add', signature: 'def add(self, order)', text: 'insert an order' },
    ],
  },
  {
    path: 'app/orders/service.py',
    chunks: [
      { symbol: 'create_order', signature: 'def create_order(repository, cart)', text: 'repository.add order cart' },
      { symbol: 'refund', signature: 'def refund(order, payment)', text: 'pay the money back order payment gateway' },
    ],
  },
  {
    path: 'app/payments/gateway.py',
    chunks: [
      { kind: 'class', symbol: 'PaymentGateway', text: 'charge card' },
      { kind: 'method', symbol: 'PaymentGateway.find', signature: 'def find(self, id)', text: 'one payment' },
    ],
  },
  {
    path: 'tests/test_orders.py',
    chunks: [
      {
        symbol: 'test_create_order',
        signature: 'def test_create_order()',
        text: 'create_order repository order order',
      },
      {
        symbol: 'test_refund',
        signature: 'def test_refund()',
        text: 'refund order payment money back gateway '.repeat(3),
      },
    ],
  },
  {
    path: 'docs/orders.md',
    chunks: [{ kind: 'section', symbol: 'Refund', text: 'how to refund an order payment money back' }],
  },
  {
    path: 'app/main.py',
    chunks: [
      { kind: 'window', text: 'app router include orders' },
      { symbol: 'create', text: 'order' },
    ],
  },
];

const corpus = new SmallCorpus(shop);
const name = ({ file, chunk }: RankedCandidate) => chunk.symbol ?? file.path;
const search = (raw: string, off: readonly string[] = []) => corpus.search(raw, { off: new Set(off) });
const first = (raw: string, off: readonly string[] = []) => name(search(raw, off)[0] as RankedCandidate);
const placeOf = (raw: string, symbol: string, off: readonly string[] = []) =>
  search(raw, off).findIndex((result) => name(result) === symbol);

describe('definition', () => {
  it.each([
    ['OrderRepository.find', 'OrderRepository.find'],
    ['PaymentGateway.find', 'PaymentGateway.find'],
    ['OrderRepository', 'OrderRepository'],
    ['orderrepository', 'OrderRepository'],
    ['createOrder', 'create_order'],
    ['create_order', 'create_order'],
    ['order repository', 'OrderRepository'],
    ['where do we create an order', 'create_order'],
    ['creating orders', 'create_order'],
    ['where is PaymentGateway defined', 'PaymentGateway'],
  ])('puts what %s names first', (raw, symbol) => {
    expect(first(raw)).toBe(symbol);
  });

  it('says so', () => {
    expect(search('OrderRepository.find')[0]?.reasons[0]).toBe('defines OrderRepository.find');
  });

  it('puts members of a named class before other files', () => {
    const names = search('OrderRepository').slice(0, 3).map(name);
    expect(names.sort()).toEqual(['OrderRepository', 'OrderRepository.add', 'OrderRepository.find']);
  });

  it('is missed when it is off', () => {
    const scoreOf = (off: readonly string[]) =>
      search('createOrder', off).find((result) => name(result) === 'create_order')?.score ?? 0;
    expect(scoreOf([])).toBeGreaterThan(scoreOf(['definition']) + rankWeights.definitionAsked / 2);
  });
});

describe('what a file is there for', () => {
  it('puts tests and documentation after code', () => {
    expect(first('refund payment money back order gateway')).toBe('refund');
    expect(
      first('refund payment money back order gateway', ['tests', 'definition', 'symbol-words', 'kind', 'path']),
    ).toBe('test_refund');
  });

  it('puts tests first when they are asked for', () => {
    expect(first('test for a refund')).toBe('test_refund');
    expect(search('test for a refund')[0]?.reasons).toContain('asked for tests');
  });

  it('puts documentation first when it is asked for', () => {
    expect(placeOf('documentation of refund', 'Refund')).toBeLessThan(
      placeOf('documentation of refund', 'test_refund'),
    );
    expect(first('guide refund money back')).toBe('Refund');
  });

  it('puts definitions before the lines around them', () => {
    const equal = new SmallCorpus([
      { path: 'a.py', chunks: [{ kind: 'module', text: 'retry' }] },
      { path: 'b.py', chunks: [{ kind: 'window', text: 'retry b' }] },
      { path: 'c.py', chunks: [{ kind: 'function', symbol: 'again', text: 'retry c' }] },
    ]);
    expect(equal.search('retry').map(({ chunk }) => chunk.kind)).toEqual(['function', 'window', 'module']);
  });
});

describe('places', () => {
  it('puts the chunk that holds a line first', () => {
    const [best] = search('app/orders/service.py:15');
    expect(best).toMatchObject({ chunk: { symbol: 'refund' } });
    expect(best?.reasons[0]).toBe('holds line 15');
  });

  it('finds a file by the end of its path, without its end, and by its folder', () => {
    expect(search('gateway.py')[0]?.file.path).toBe('app/payments/gateway.py');
    expect(search('payments/gateway')[0]?.file.path).toBe('app/payments/gateway.py');
    expect(search('app/payments/')[0]?.file.path).toBe('app/payments/gateway.py');
  });

  it('puts frames of an error first, the innermost before its callers', () => {
    const trace = [
      'Traceback (most recent call last):',
      '  File "/usr/lib/python3/dist-packages/starlette/routing.py", line 5, in handle',
      '  File "/srv/shop/app/main.py", line 12, in create',
      '  File "/srv/shop/app/orders/service.py", line 3, in create_order',
      '  File "/srv/shop/app/orders/repository.py", line 33, in add',
      "KeyError: 'refund payment'",
    ].join('\n');
    expect(search(trace).slice(0, 3).map(name)).toEqual(['OrderRepository.add', 'create_order', 'create']);
  });
});

describe('words of names', () => {
  const files = new SmallCorpus([
    { path: 'app/other.py', chunks: [{ symbol: 'run', text: 'invoice mail invoice mail' }] },
    { path: 'app/invoice_mail.py', chunks: [{ symbol: 'go', text: 'send' }] },
    { path: 'lib/invoice/index.ts', chunks: [{ symbol: 'post', text: 'x' }] },
    { path: 'lib/a.ts', chunks: [{ symbol: 'mailInvoices', text: 'x' }] },
  ]);

  it('count in the file name', () => {
    const [best] = files.search('invoice mail', {
      off: new Set(['keyword', 'definition', 'symbol-words']),
    });
    expect(best?.file.path).toBe('app/invoice_mail.py');
    expect(best?.reasons).toContain('file name');
  });

  it('count in the symbol', () => {
    const [best] = files.search('invoice mail', { off: new Set(['keyword', 'definition', 'path']) });
    expect(best?.chunk.symbol).toBe('mailInvoices');
    expect(best?.reasons[0]).toBe('name');
  });

  it('take the folder for the name of an index file', () => {
    const results = files.search('invoice', { off: new Set(['keyword', 'symbol-words']) });
    expect(results[0]?.file.path).toBe('lib/invoice/index.ts');
  });
});

describe('weak signals', () => {
  const twins = (one: Partial<SmallFile>, other: Partial<SmallFile>) =>
    new SmallCorpus([
      { path: 'b.py', chunks: [{ symbol: 'one', text: 'retry x' }], ...one },
      { path: 'a.py', chunks: [{ symbol: 'two', text: 'retry y' }], ...other },
    ]);
  const top = (small: SmallCorpus, off: readonly string[] = []) =>
    small.search('retry', { off: new Set(off) })[0]?.chunk.symbol;

  it('centrality: the file that others import', () => {
    const small = twins({}, { importedBy: 9 });
    expect([top(small), top(small, ['centrality'])]).toEqual(['two', 'one']);
  });

  it('kind: lines of a program that nobody could divide before those of a text, unless texts are asked for', () => {
    const window = (path: string, language: string) => ({
      path,
      language,
      chunks: [{ symbol: language, kind: 'window' as const, text: 'retry' }],
    });
    const small = new SmallCorpus([window('a.txt', 'text'), window('b.lua', 'lua')]);
    const first = (query: string) => small.search(query, { off: new Set(['tests']) })[0]?.chunk.symbol;
    expect([first('retry'), first('retry guide')]).toEqual(['lua', 'text']);
  });

  it('file-hits: the file with several places', () => {
    const chunks = ['retry y', 'retry z', 'retry q'].map((text, index) => ({ symbol: `two${index}`, text }));
    const small = twins({}, { chunks });
    expect([top(small), top(small, ['file-hits'])]).toEqual(['two0', 'one']);
  });

  it('diversity: another file before the second chunk of the first, copies last', () => {
    const small = new SmallCorpus([
      {
        path: 'a.py',
        chunks: [
          { symbol: 'a1', text: 'retry retry' },
          { symbol: 'a2', text: 'retry retry q' },
        ],
      },
      { path: 'b.py', chunks: [{ symbol: 'b1', text: 'retry' }] },
      { path: 'c.py', chunks: [{ symbol: 'c1', text: 'retry retry' }] },
    ]);
    const names = (off: readonly string[]) => small.search('retry', { off: new Set(['file-hits', ...off]) }).map(name);
    expect(names([])).toEqual(['a1', 'a2', 'b1', 'c1']);
    expect(names(['diversity'])).toEqual(['a1', 'a2', 'c1', 'b1']);
  });
});

describe('keyword and vector', () => {
  const small = new SmallCorpus([
    { path: 'a.py', chunks: [{ text: 'retry', vector: 0.1 }] },
    { path: 'b.py', chunks: [{ text: 'backoff', vector: 0.6 }] },
    { path: 'c.py', chunks: [{ text: 'other', vector: 0.2 }] },
  ]);
  const order = (off: readonly string[]) =>
    small.search('retry it', { off: new Set(off) }).map(({ file }) => file.path);

  it('the vector counts more', () => {
    expect(order([])[0]).toBe('b.py');
    expect(order(['vector'])[0]).toBe('a.py');
    expect(order(['keyword'])).toEqual(['b.py', 'c.py', 'a.py']);
  });

  it('takes other weights', () => {
    expect(small.search('retry it', { weights: { vectorForQuestion: 0.1 } })[0]?.file.path).toBe('a.py');
  });

  it('works with vectors of some candidates', () => {
    const some = new SmallCorpus([
      { path: 'a.py', chunks: [{ text: 'x' }] },
      { path: 'b.py', chunks: [{ text: 'y', vector: 0.3 }] },
    ]);
    expect(some.search('retry')[0]?.file.path).toBe('b.py');
  });
});

describe('rankCandidates', () => {
  it('gives every candidate once, in the order of finite scores, whatever is off', () => {
    const chunk = fc.record(
      {
        symbol: fc.constantFrom('find', 'Order.find', 'create_order', '', '...', 'é'),
        kind: fc.constantFrom('function' as const, 'class' as const, 'section' as const, 'window' as const),
        text: fc.constantFrom('order', 'find order', 'x'),
        vector: fc.double({ min: -1, max: 1, noNaN: true }),
      },
      { requiredKeys: [] },
    );
    const file = fc.record({
      path: fc.constantFrom('a.py', 'tests/a.py', 'order/find.ts', 'docs/x.md'),
      chunks: fc.array(chunk, { minLength: 1, maxLength: 4 }),
      importedBy: fc.nat(100),
    });
    const raw = fc.constantFrom('', 'find order', 'Order.find', 'a.py:3', 'app/a.py:3: Error: order', 'zzz', '-x');
    fc.assert(
      fc.property(fc.array(file, { maxLength: 5 }), raw, fc.subarray([...signalIds]), (files, query, off) => {
        const small = new SmallCorpus(files);
        const results = small.search(query, { off: new Set(off) });
        const ids = results.map(({ chunkId }) => chunkId);
        expect([...ids].sort((a, b) => a - b)).toEqual(small.candidates([]).map(({ chunkId }) => chunkId));
        expect(results.every(({ score }) => Number.isFinite(score))).toBe(true);
        expect(results.map(({ score }) => score)).toEqual(results.map(({ score }) => score).sort((a, b) => b - a));
      }),
    );
  });

  it('has a signal for each id', () => {
    expect(new Set(signalIds).size).toBe(signalIds.length);
    expect(signalIds).toEqual(
      expect.arrayContaining(['keyword', 'vector', 'definition', 'path', 'tests', 'diversity']),
    );
  });

  it('ranks 400 candidates in about a millisecond', async () => {
    const files = Array.from({ length: 100 }, (_, at) => ({
      path: `app/part${at % 9}/order_store${at}.py`,
      chunks: [0, 1, 2, 3].map((index) => ({
        symbol: `OrderStore${at}.find_by${index}`,
        signature: `def find_by${index}(self, order_id: int, limit: int = 10) -> list[Order]`,
        text: `order ${at} ${index}`,
        vector: Math.sin(at * 4 + index),
      })),
    }));
    const big = new SmallCorpus(files);
    const query = parseQuery('where do we find the stored orders of a customer by id');
    const context = { query, corpus: big, candidates: big.candidates(query.terms) };
    const bestOfMany = () => {
      const times = Array.from({ length: 60 }, () => {
        const before = processorMs();
        rankCandidates(context, { off: new Set() });
        return processorMs() - before;
      });
      return Math.min(...times);
    };
    await expectCost(5, bestOfMany);
  });
});
