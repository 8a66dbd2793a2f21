import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AiRequest, AiSource, AiStreamPart } from 'devmgr/plugin-api/contracts/ai';
import { extractiveModel } from '../../../../../plugins/system/providers/extractive/extractive-model.js';

const CART = `class Cart:
    """What a customer is about to buy."""

    def add_item(self, sku, quantity=1):
        if quantity < 1:
            raise ValueError("quantity must be positive")
        self.items[sku] = self.items.get(sku, 0) + quantity
`;
const LOGGING = `import logging

def configure_logging(level="INFO"):
    logging.basicConfig(level=level)
`;

const cart: AiSource = { path: 'shop/cart.py', startLine: 10, endLine: 16, text: CART, symbol: 'Cart' };
const logs: AiSource = { path: 'shop/logs.py', startLine: 1, endLine: 4, text: LOGGING, symbol: 'configure_logging' };

function ask(question: string, sources?: readonly AiSource[], more: Partial<AiRequest> = {}): AiRequest {
  return { messages: [{ role: 'user', text: question }], ...(sources ? { sources } : {}), ...more };
}

async function partsOf(request: AiRequest, signal = new AbortController().signal): Promise<AiStreamPart[]> {
  const parts: AiStreamPart[] = [];
  for await (const part of extractiveModel.stream(request, { signal })) parts.push(part);
  return parts;
}

async function answer(request: AiRequest): Promise<string> {
  return (await partsOf(request)).map((part) => (part.type === 'text-delta' ? part.text : '')).join('');
}

/** The headings of the quotations, in their order. */
const places = (text: string) => Array.from(text.matchAll(/^(\S.*:\d+-\d+)(?: .*)?$/gm), ([, place]) => place);

describe('the stream', () => {
  it('is an attempt, pieces, an end', async () => {
    const parts = await partsOf(ask('How are items added to the cart?', [cart, logs]));
    const target = { providerId: 'local', modelId: 'extractive', host: undefined };
    expect(parts[0]).toEqual({ type: 'attempt-start', target, attempt: 1 });
    expect(parts.slice(1, -1).every(({ type }) => type === 'text-delta')).toBe(true);
    expect(parts.length).toBeGreaterThan(6);
    expect(parts.at(-1)).toEqual({
      type: 'stream-end',
      reason: 'stop',
      target,
      usage: { inputTokens: undefined, outputTokens: undefined, costUsd: 0 },
    });
  });

  it('can be aborted before it begins', async () => {
    const parts = await partsOf(ask('cart', [cart]), AbortSignal.abort());
    expect(parts.map(({ type }) => type)).toEqual(['attempt-start', 'stream-end']);
    expect(parts.at(-1)).toMatchObject({ reason: 'aborted' });
  });

  it('can be aborted between two pieces', async () => {
    const controller = new AbortController();
    const parts: AiStreamPart[] = [];
    for await (const part of extractiveModel.stream(ask('cart', [cart]), { signal: controller.signal })) {
      parts.push(part);
      if (parts.length === 3) controller.abort();
    }
    expect(parts.map(({ type }) => type)).toEqual(['attempt-start', 'text-delta', 'text-delta', 'stream-end']);
    expect(parts.at(-1)).toMatchObject({ reason: 'aborted' });
  });
});

describe('the answer', () => {
  it('says first what it is, then quotes with places and line numbers', async () => {
    expect(await answer(ask('How do I add an item?', [cart]))).toBe(
      `Not a language model (local/extractive): it writes nothing of its own and only quotes code.
The code that fits the question best:

shop/cart.py:10-16  Cart

    10 | class Cart:
    11 |     """What a customer is about to buy."""
    12 | 
    13 |     def add_item(self, sku, quantity=1):
    14 |         if quantity < 1:
    15 |             raise ValueError("quantity must be positive")
    16 |         self.items[sku] = self.items.get(sku, 0) + quantity

For an answer in words, see which models can be had: devmgr providers`,
    );
  });

  it.each([
    ['how are items added to the cart', ['shop/cart.py:10-16']],
    ['addItem', ['shop/cart.py:10-16']],
    ['Where is the logging configured?', ['shop/logs.py:1-4']],
    ['which level do the logs have, and what is the quantity of a cart', ['shop/cart.py:10-16', 'shop/logs.py:1-4']],
  ])('to %j quotes %j', async (question, expected) => {
    expect(places(await answer(ask(question, [logs, cart]))).sort()).toEqual(expected);
  });

  it('puts a name before a mention, and a path before a text that is equal', async () => {
    const mention = { ...cart, path: 'a.py', symbol: undefined, text: 'x = retry()  # retry' };
    const named = { ...cart, path: 'b.py', symbol: 'retry', text: 'def retry(): pass' };
    expect(places(await answer(ask('retry', [mention, named])))).toEqual(['b.py:10-10', 'a.py:10-10']);
    const inPath = { ...mention, path: 'retry/c.py' };
    expect(places(await answer(ask('retry', [mention, inPath])))).toEqual(['retry/c.py:10-10', 'a.py:10-10']);
  });

  it('follows the score of the search where words do not decide', async () => {
    const twin = (path: string, score: number) => ({ ...cart, path, score });
    const text = await answer(ask('quantity', [twin('a.py', -3), twin('b.py', 12), twin('c.py', 4)]));
    expect(places(text)).toEqual(['b.py:10-16', 'c.py:10-16', 'a.py:10-16']);
  });

  it('says when no word fits, and follows the search', async () => {
    const text = await answer(
      ask('kubernetes ingress', [
        { ...logs, score: 0.1 },
        { ...cart, score: 0.9 },
      ]),
    );
    expect(text).toContain('No word of the question stands in the code that was found');
    expect(places(text)).toEqual(['shop/cart.py:10-16', 'shop/logs.py:1-4']);
  });

  it('takes the last message of the user', async () => {
    const messages = [
      { role: 'user', text: 'logging' },
      { role: 'assistant', text: 'logging logging' },
      { role: 'user', text: 'cart' },
      { role: 'assistant', text: 'logging' },
    ] as const;
    expect(places(await answer({ messages, sources: [logs, cart] }))).toEqual(['shop/cart.py:10-16']);
  });

  it('keeps the order and the value that the search gave, whatever words are shared', async () => {
    const one = (path: string, score: number, text: string) => ({ path, startLine: 1, endLine: 1, text, score });
    const sources = [
      one('rules.py', 1, 'TAX = 19'),
      one('routes.py', 0.9, '@router.get("/orders")'),
      one('orders.py', 0.5, 'order orders order'),
    ];
    expect(places(await answer(ask('where are the orders?', sources)))).toEqual([
      'rules.py:1-1',
      'routes.py:1-1',
      'orders.py:1-1',
    ]);
  });

  it('joins what stands one below the other, at the place of the best of it', async () => {
    const lines = [
      'def a():',
      '    return 1',
      '',
      '',
      'def b():',
      '    return 2',
      '',
      '',
      '',
      '',
      'def c():',
      '    return 3',
    ];
    const at = (first: number, last: number, score: number, symbol: string): AiSource => ({
      ...{ path: 'm.py', startLine: first, endLine: last, symbol, score, reason: `has ${symbol}` },
      text: lines.slice(first - 1, last).join('\n'),
    });
    const other = { ...cart, score: 0.9 };
    const text = await answer(ask('m', [at(5, 6, 1, 'b'), other, at(1, 2, 0.8, 'a'), at(11, 12, 0.7, 'c')]));
    expect(places(text)).toEqual(['m.py:1-6', 'shop/cart.py:10-16', 'm.py:11-12']);
    expect(text).toContain(
      `m.py:1-6  a, b
Found for: has b

    1 | def a():
    2 |     return 1

    5 | def b():
    6 |     return 2

shop/cart.py`,
    );
  });

  it('quotes a definition of thirty lines whole, and of a longer one its head and the best lines, with marks', async () => {
    const body = (length: number) =>
      ['def total(order):', ...Array.from({ length: length - 1 }, (_, index) => `    step_${index} = ${index}`)].join(
        '\n',
      );
    const source = (length: number): AiSource => ({
      ...{ path: 'long.py', startLine: 1, endLine: length, text: body(length) },
    });
    const whole = await answer(ask('total', [source(30)]));
    expect(whole.match(/^ +\d+ \|/gm)).toHaveLength(30);
    expect(whole).not.toContain('…');
    const cut = await answer(ask('what is step 80 of the total?', [source(100)]));
    expect(cut).toContain('     1 | def total(order):\n     2 |     step_0 = 0\n    …\n');
    expect(cut).toMatch(/step_80 = 80\n(?: +\d+ \| .*\n)* {4}…\n/);
    expect(cut.match(/^ +\d+ \|/gm)?.length).toBeLessThanOrEqual(30);
  });

  it('quotes the lines of a long source that fit best', async () => {
    const lines = Array.from({ length: 200 }, (_, index) => `value_${index} = ${index}`);
    lines[120] = 'def refund_payment(order):';
    lines[121] = '    return order.payment.refund()';
    const source: AiSource = { path: 'long.py', startLine: 1001, endLine: 1200, text: lines.join('\n') };
    const text = await answer(ask('refund of a payment', [source]));
    expect(text).toContain('1121 | def refund_payment(order):\n    1122 |     return order.payment.refund()');
    expect(text.match(/^ +\d+ \|/gm)?.length).toBeLessThanOrEqual(30);
    expect(text.match(/^ {4}…$/gm)).toHaveLength(2);
  });

  it('quotes the same lines once', async () => {
    const part = { ...cart, startLine: 13, text: CART.split('\n').slice(3).join('\n'), symbol: 'add_item' };
    expect(places(await answer(ask('add item', [cart, part])))).toHaveLength(1);
  });

  it('cuts lines without end', async () => {
    const text = await answer(ask('cart', [{ ...cart, text: `cart = "${'😀'.repeat(50_000)}"` }]));
    expect(text).toMatch(/^ {4}10 \| cart = "(😀)+ …$/mu);
    expect(text.length).toBeLessThan(800);
  });

  it('looks at the beginning of a whole file, in whole lines', async () => {
    const lines = Array.from({ length: 5000 }, (_, index) => `cart_${index} = 1`);
    lines[4000] = 'needle = 1';
    const text = await answer(ask('needle of cart_1', [{ ...cart, text: lines.join('\n') }]));
    expect(text).toContain(' | cart_1 = 1\n');
    expect(text).not.toContain('needle');
  });

  it.each([
    ['No code came with this question.', undefined],
    ['No code was found for this question.', []],
    ['No code was found for this question.', [{ ...cart, text: ' \n\n' }]],
  ])('says "%s" and what would help', async (lack, sources) => {
    const text = await answer(ask('cart', sources));
    expect(text.split('\n').slice(0, 2)).toEqual([expect.stringContaining('Not a language model'), lack]);
    for (const help of ['OPENAI_API_KEY', 'ollama serve', 'devmgr models pull']) expect(text).toContain(help);
    // Where no code could come along no search can be better.
    expect(text.includes('other words')).toBe(sources !== undefined);
    // Who asks says what is not in the index: here nobody knows.
    expect(text).not.toMatch(/index of the project/);
  });
});

describe('limits', () => {
  it.each([[1], [5], [30], [60], [90]])('%i tokens', async (maxOutputTokens) => {
    const request = ask('cart', [cart, logs], { maxOutputTokens });
    const text = await answer(request);
    expect(text.length).toBeLessThanOrEqual(maxOutputTokens * 4);
    expect(text).not.toBe('');
    expect((await answer(ask('cart', [cart, logs]))).startsWith(text)).toBe(true);
    expect((await partsOf(request)).at(-1)).toMatchObject({ reason: 'length' });
  });

  it('stops before a stop sequence', async () => {
    const parts = await partsOf(ask('cart', [cart], { stopSequences: ['', 'nowhere', 'class Cart'] }));
    const text = parts.map((part) => (part.type === 'text-delta' ? part.text : '')).join('');
    expect(text.endsWith('    10 | ')).toBe(true);
    expect(parts.at(-1)).toMatchObject({ reason: 'stop' });
  });
});

it('says nothing of the code that does not stand in a source', async () => {
  const line = fc.oneof(
    fc.constantFrom('def add(a, b):', '    return a + b', '', '```', '\t# cart', 'app/x.py:1-2', '    1 | x'),
    fc.string({ unit: 'binary', maxLength: 30 }).map((text) => text.replace(/[\r\n]/g, '')),
  );
  const source = fc.record({
    path: fc.constantFrom('app/cart.py', 'lib/a b.ts', 'x\ny.py'),
    startLine: fc.integer({ min: 1, max: 5000 }),
    lines: fc.array(line, { maxLength: 40 }),
    ending: fc.constantFrom('\n', '\r\n'),
    symbol: fc.constantFrom(undefined, 'add', 'Cart'),
    score: fc.constantFrom(undefined, 0.3, 7, Number.NaN, -1),
  });
  const question = fc.oneof(fc.constantFrom('how does add work?', 'cart', '', 'x 1'), fc.string({ unit: 'binary' }));
  const most = fc.option(fc.integer({ min: 1, max: 400 }), { nil: undefined });
  const fixed = new Set(
    [...(await answer(ask('a', []))).split('\n'), ...(await answer(ask('cart', [cart]))).split('\n')].filter(
      (text) => !text.startsWith('    ') && !text.startsWith('shop/'),
    ),
  );
  fixed.add('No word of the question stands in the code that was found; the search ranks this first:');
  // Marks of what is left out, and blank lines between what is joined.
  fixed.add('    …');
  const check = async (text: string, asked: { path: string; startLine: number; lines: string[] }[]) => {
    let current: typeof asked = [];
    for (const row of text.split('\n')) {
      const heading = /^(.*?):(\d+)-(\d+)(?: {2}(add|Cart)(, (add|Cart))*)?$/u.exec(row);
      const quoted = /^ {4,} *(\d+) \| (.*)$/su.exec(row);
      if (heading && !quoted && !fixed.has(row)) {
        current = asked.filter(({ path }) => path.replace(/\n/g, ' ') === heading[1]);
        expect(current).not.toEqual([]);
      } else if (quoted) {
        const number = Number(quoted[1]);
        expect(current.map(({ startLine, lines }) => lines[number - startLine])).toContain(quoted[2]);
      } else expect(fixed.has(row), row).toBe(true);
    }
  };
  await fc.assert(
    fc.asyncProperty(question, fc.array(source, { maxLength: 8 }), most, async (text, drawn, maxOutputTokens) => {
      const sources = drawn.map(({ lines, ending, startLine, ...rest }) => ({
        ...rest,
        startLine,
        endLine: startLine + Math.max(0, lines.length - 1),
        text: lines.join(ending),
      }));
      const said = await answer(ask(text, sources));
      await check(said, drawn);
      const limited = await answer(ask(text, sources, { maxOutputTokens }));
      expect(said.startsWith(limited)).toBe(true);
    }),
    { numRuns: 60 },
  );
});

it('says in a line why a source was found, whatever stands in that', async () => {
  const source = { path: 'a.py', startLine: 3, endLine: 3, text: 'def add():', symbol: 'add' };
  expect(await answer(ask('add', [{ ...source, reason: 'defines add' }]))).toContain(
    'a.py:3-3  add\nFound for: defines add\n\n    3 | def add():',
  );
  expect(await answer(ask('add', [{ ...source, reason: 'x\na.py:9-9' }]))).toContain('\nFound for: x a.py:9-9\n');
});
