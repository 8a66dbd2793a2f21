import { AiError } from 'devmgr/plugin-api/contracts/ai';
import { DevmgrError } from 'devmgr/plugin-api';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { estimateTokens } from '../../../../core/screen/text/estimate-tokens.js';
import type { ChatMessage } from '../../../../plugins/chat/conversation/conversation.js';
import type { BuiltPlugin } from '../../../support/built-plugin.js';
import { breaksAfter, fails, says } from '../../system/providers/support/scripted-provider.js';
import { builtChat } from '../index/service/service-stage.js';
import { answerStage } from './answer-stage.js';

const key = 'dvk-b1946ac92492d2347c6235b4d2611184';
const files = {
  'app/orders.py': [
    'import math',
    'from app.prices import price_of',
    '',
    'class OrderBook:',
    '    """All orders of a day."""',
    '',
    '    def create_order(self, customer):',
    `        self.token = "${key}"`,
    '        return price_of(customer)',
    '',
    '    def cancel_order(self, order):',
    '        self.orders.remove(order)',
    '',
  ].join('\n'),
  'app/prices.py': 'def price_of(customer):\n    return 3\n',
  'app/main.py': 'from app.orders import OrderBook\n\ndef run():\n    return OrderBook().create_order("Ada")\n',
  '.gitignore': 'private.py\n',
  'private.py': 'def create_order_secretly():\n    return "nobody may see this"\n',
};

let plugin: BuiltPlugin;
beforeAll(async () => {
  plugin = await builtChat();
});
afterAll(() => plugin[Symbol.asyncDispose]());

function turn(id: string, question: string, answer: string): readonly ChatMessage[] {
  const rest = { status: 'done', target: undefined, isExtractive: false, usage: undefined } as const;
  return [
    { id: `q${id}`, role: 'user', at: 1, text: question, attachments: [] },
    { id, role: 'assistant', at: 2, text: answer, ...rest, sources: [], citations: [], notes: [] },
  ];
}

const sentIn = (stage: { readonly requests: readonly { readonly messages: readonly { readonly text: string }[] }[] }) =>
  stage.requests.map(({ messages }) => messages.map(({ text }) => text).join('\n'));

it('sends no secrets, and nothing that the project excludes', async () => {
  await using stage = await answerStage(plugin, { files, streams: [says('ok')] });
  stage.index.test.context.secrets.add(key);
  const attachment = { kind: 'text', title: 'env', text: `KEY=${key}` } as const;
  const history = turn('1', `is ${key} right?`, `no, ${key} is not`);
  const got = await stage.ask(`Where is create_order, and is ${key} in it?`, {
    attachments: [attachment],
    history,
    pinned: ['private.py', 'app/prices.py'],
  });
  expect(got.error).toBeUndefined();
  expect(JSON.stringify(stage.requests)).toContain('create_order');
  expect(JSON.stringify(stage.requests)).not.toContain(key);
  expect(JSON.stringify(got.events)).not.toContain(key);
  expect(JSON.stringify(stage.requests)).not.toContain('nobody may see this');
  expect(got.notes.join()).toContain('private.py is pinned, but not in the code index');
  expect(got.sources?.sources[0]).toMatchObject({ path: 'app/prices.py', origin: 'pinned' });
});

it('finds the class around a method, and who calls what the question names', async () => {
  await using stage = await answerStage(plugin, { files, streams: [says('ok')] });
  const got = await stage.ask('Who calls create_order?');
  const reasons = got.sources?.sources.map(({ path, reasons: why }) => `${path}: ${why.join()}`) ?? [];
  expect(reasons).toContain('app/main.py: calls create_order');
  expect(
    got.sources?.sources.some(({ path, text }) => path === 'app/orders.py' && text.includes('class OrderBook')),
  ).toBe(true);
});

it('looks at the places that an attached diff changes', async () => {
  await using stage = await answerStage(plugin, { files, streams: [says('ok')] });
  const text = [
    'diff --git a/app/orders.py b/app/orders.py',
    '--- a/app/orders.py',
    '+++ b/app/orders.py',
    '@@ -8,5 +8,6 @@ class OrderBook:',
    '         return price_of(customer)',
    ' ',
    '     def cancel_order(self, order):',
    '+        print(order)',
    '         self.orders.remove(order)',
  ].join('\n');
  const got = await stage.ask('review this', { attachments: [{ kind: 'text', title: 'stdin', text }] });
  expect(got.sources?.sources[0]).toMatchObject({ path: 'app/orders.py', symbol: 'OrderBook.cancel_order' });
  const [sent = ''] = sentIn(stage);
  expect(sent).toContain('<attachment title="stdin">');
});

it('keeps within a window of 2,000 tokens, and says what it left out', async () => {
  const long = Array.from(
    { length: 60 },
    (_, at) => `def order_${at}(order):\n    """Order number ${at}."""\n    return ${at}\n`,
  );
  const many = { ...files, 'app/many.py': long.join('\n\n') };
  await using stage = await answerStage(plugin, { files: many, streams: [says('ok')], info: { contextWindow: 2_000 } });
  const history = Array.from({ length: 30 }, (_, at) =>
    turn(String(at), `question ${at} about orders`, 'words '.repeat(60)),
  ).flat();
  const attachment = { kind: 'text', title: 'big.log', text: 'line of a log\n'.repeat(4_000) } as const;
  const got = await stage.ask('How is an order created in the order book?', { history, attachments: [attachment] });
  expect(got.error).toBeUndefined();
  const [sent = ''] = sentIn(stage);
  expect(estimateTokens(sent)).toBeLessThan(1_500);
  expect(stage.requests[0]?.maxOutputTokens).toBe(500);
  expect(got.sources?.budget?.room).toBe(1_500);
  expect(got.sources?.budget?.used).toBeLessThanOrEqual(1_500);
  expect(got.sources?.budget?.leftOut.join(', ')).toMatch(/source.*the oldest \d+ messages.*lines of big\.log/);
  expect(got.sources?.sources.length).toBeGreaterThan(0);
});

it('puts a question that hangs on the one before so that it stands alone', async () => {
  await using stage = await answerStage(plugin, {
    files,
    streams: [says('Where is cancel_order of OrderBook?'), says('ok')],
    info: { contextWindow: 100_000 },
  });
  const got = await stage.ask('and where is that cancelled?', {
    history: turn('1', 'Where is OrderBook?', 'In app/orders.py:4'),
  });
  expect(got.steps).toContain('rewriting');
  expect(stage.requests).toHaveLength(2);
  expect(got.sources?.sources[0]).toMatchObject({ path: 'app/orders.py', symbol: 'OrderBook.cancel_order' });
  const again = await stage.ask('Where is price_of?', {
    history: turn('1', 'Where is OrderBook?', 'In app/orders.py:4'),
  });
  expect(again.steps).not.toContain('rewriting');
});

it('puts in short what was said long ago, once', async () => {
  await using stage = await answerStage(plugin, {
    files,
    streams: [says('They spoke of orders.'), says('ok')],
    info: { contextWindow: 16_000 },
  });
  const history = Array.from({ length: 12 }, (_, at) =>
    turn(String(at), `What about order_${at}?`, 'many words '.repeat(300)),
  ).flat();
  const got = await stage.ask('Where is price_of?', { history });
  expect(got.steps).toContain('summarising');
  expect(sentIn(stage)[1]).toContain('They spoke of orders.');
  expect(got.sources?.budget?.leftOut).toEqual([]);
  await stage.ask('Where is price_of?', { history });
  expect(stage.requests).toHaveLength(3);
});

it('answers without code when the index is off, or when that is wanted', async () => {
  await using stage = await answerStage(plugin, { files, streams: [says('ok')] });
  await stage.index.service.setEnabled(false);
  const off = await stage.ask('Where is create_order?');
  expect([off.error, off.text]).toEqual([undefined, 'ok']);
  expect(off.notes.join()).toMatch(/No code was looked up: .*off/);
  await stage.index.service.setEnabled(true);
  const unwanted = await stage.ask('Where is create_order?', { usesCode: false });
  expect(unwanted.steps).toEqual(['asking', 'answering']);
  expect(sentIn(stage).join()).not.toContain('class OrderBook');
  expect(unwanted.sources?.sources).toEqual([]);
});

it('asks again with less when the model finds the prompt too long', async () => {
  await using stage = await answerStage(plugin, { files, streams: [fails('context-too-long'), says('ok')] });
  const got = await stage.ask('How is an order created?');
  expect([got.error, got.text]).toEqual([undefined, 'ok']);
  expect(got.notes.join()).toContain('asked again with less');
  const [first = '', second = ''] = sentIn(stage);
  expect(second.length).toBeLessThan(first.length);
});

it('fails as the provider does, after what it had said', async () => {
  await using stage = await answerStage(plugin, { files, streams: [breaksAfter('Orders are ')] });
  const got = await stage.ask('How is an order created?');
  expect(got.text).toBe('Orders are ');
  expect(got.error).toBeInstanceOf(AiError);
  expect(got.end).toBeUndefined();
});

it('stops when it is told to, with the places that were named until then', async () => {
  const endless = says('See `app/orders.py:4`.');
  await using stage = await answerStage(plugin, {
    files,
    streams: [
      async function* (request, options) {
        for await (const part of endless(request, options)) {
          if (part.type !== 'stream-end') yield part;
        }
        await new Promise((resolve) => options.signal.addEventListener('abort', resolve, { once: true }));
        throw new Error('gone');
      },
    ],
  });
  const stop = new AbortController();
  const onEvent = ({ type }: { readonly type: string }) => type === 'text-delta' && stop.abort();
  const got = await stage.ask('How is an order created?', {}, { signal: stop.signal, onEvent });
  expect(got.error).toBeUndefined();
  expect(got.end?.reason).toBe('aborted');
  expect(got.end?.citations).toMatchObject([{ written: 'app/orders.py:4', verified: true }]);
});

it('stops while the index is made, and asks nobody', async () => {
  await using stage = await answerStage(plugin, { files, streams: [says('ok')] });
  const stop = new AbortController();
  const onEvent = ({ type }: { readonly type: string }) => type === 'step' && stop.abort();
  const got = await stage.ask('How is an order created?', {}, { signal: stop.signal, onEvent });
  expect([got.error, got.end, stage.requests]).toEqual([undefined, undefined, []]);
});

it('says how to tell what a model can read when that is not known and something was left out', async () => {
  const text = 'a line of an attachment\n'.repeat(5_000);
  const asked = { attachments: [{ kind: 'text', title: 'long.txt', text }], usesCode: false } as const;
  await using unknown = await answerStage(plugin, { files, streams: [says('ok')] });
  const got = await unknown.ask('What is in it?', asked);
  expect(got.notes).toEqual([
    'How much m can read is not known: 16384 tokens are assumed; context-window in [system.providers.p] of the settings says more',
  ]);
  expect((await unknown.ask('And now?', { usesCode: false })).notes).toEqual([]);
  await using known = await answerStage(plugin, { files, streams: [says('ok')], info: { contextWindow: 16_384 } });
  const cut = await known.ask('What is in it?', asked);
  expect(cut.sources?.budget?.leftOut).not.toEqual([]);
  expect(cut.notes).toEqual([]);
});

it('sends images only to models that see', async () => {
  const picture = { kind: 'image', title: 'a.png', mediaType: 'image/png', data: new Uint8Array([1]) } as const;
  await using blind = await answerStage(plugin, { files, streams: [says('ok')], info: { seesImages: false } });
  const got = await blind.ask('What is on it?', { attachments: [picture], usesCode: false });
  expect(got.sources?.budget?.leftOut).toEqual(['a.png (m reads text only)']);
  expect(blind.requests[0]?.messages.at(-1)?.images).toBeUndefined();
  await using unsure = await answerStage(plugin, { files, streams: [says('ok')] });
  const doubted = await unsure.ask('What is on it?', { attachments: [picture], usesCode: false });
  expect(doubted.sources?.budget?.leftOut.join()).toContain('sees-images = true in the settings');
  await using seeing = await answerStage(plugin, { files, streams: [says('ok')], info: { seesImages: true } });
  await seeing.ask('What is on it?', { attachments: [picture], usesCode: false });
  expect(seeing.requests[0]?.messages.at(-1)?.images).toEqual([{ mediaType: 'image/png', data: picture.data }]);
});

it('refuses an empty question', async () => {
  await using stage = await answerStage(plugin, { files, streams: [says('ok')] });
  const { error } = await stage.ask('  \n');
  expect(DevmgrError.isInstance(error) && error.code).toBe('DEVMGR_USAGE');
});
