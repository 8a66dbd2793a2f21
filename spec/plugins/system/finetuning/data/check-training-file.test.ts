import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestContext, type TestContext } from 'devmgr/plugin-api/testing';
import type { TrainingFileReport } from 'devmgr/plugin-api/contracts/finetuning';
import { processorMs } from '../../../../support/processor-ms.js';
import {
  checkTrainingFile,
  type FileExpectation,
} from '../../../../../plugins/system/finetuning/data/check-training-file.js';
import { sniffFile } from '../../../../../plugins/system/finetuning/data/sniff-file.js';
import { expectCost } from '../../../../support/expect-cost.js';

const CHAT: FileExpectation = {
  formats: ['chat'],
  method: 'Supervised',
  leastExamples: 0,
  maxExampleTokens: undefined,
  takesParquet: false,
};

const chat = (...messages: readonly object[]) => JSON.stringify({ messages });
const user = (content = 'What is it?') => ({ role: 'user', content });
const assistant = (content: unknown = 'It is good.', more: object = {}) => ({ role: 'assistant', content, ...more });
const good = (n: number) => chat(user(`question ${n}`), assistant(`answer ${n}`));

describe('a training file', () => {
  let folder: string;
  let context: TestContext;
  let files = 0;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'devmgr-check-'));
    context = createTestContext({ manifest: { id: 'spec', title: 'Spec' } as never, root: folder, storageDir: folder });
  });
  afterAll(async () => {
    await context.dispose();
    rmSync(folder, { recursive: true, force: true });
  });

  async function check(content: string | Buffer, more: Partial<FileExpectation> = {}): Promise<TrainingFileReport> {
    const path = join(folder, `file-${(files += 1)}.jsonl`);
    writeFileSync(path, content);
    const { text } = context.context;
    return (await checkTrainingFile(path, { ...CHAT, ...more }, { signal: AbortSignal.timeout(60_000), text })).report;
  }
  const told = (report: TrainingFileReport) =>
    report.problems.map(({ line, severity, message }) => `${line ?? '-'} ${severity} ${message}`);
  const lines = (...all: readonly string[]) => `${all.join('\n')}\n`;
  /** What is told of one line between good ones. */
  async function of(line: string, more: Partial<FileExpectation> = {}): Promise<readonly string[]> {
    const goods = Array.from({ length: 10 }, (_, index) => good(index));
    const report = await check(lines(...goods.slice(0, 2), line, ...goods.slice(2)), more);
    return told(report).map((text) => text.replace(/^3 /, ''));
  }

  test('that is good has no problem, and is counted', async () => {
    const report = await check(lines(...Array.from({ length: 12 }, (_, index) => good(index))));
    expect(told(report)).toEqual([]);
    expect(report).toMatchObject({ examples: 12, format: 'chat', duplicates: 0 });
    expect(report.messagesByRole).toEqual({ user: 12, assistant: 12 });
    expect(report.tokens).toBeGreaterThan(12 * 8);
    expect(report.tokens).toBeLessThan(12 * 24);
    expect(report.longestExample?.tokens).toBeGreaterThan(8);
  });

  test.each([
    ['gzip', Buffer.from([0x1f, 0x8b, 8, 0]), /gzip archive: unpack it first/],
    ['parquet', Buffer.from('PAR1....'), /Parquet file/],
    ['UTF-16', Buffer.from(`\ufeff${good(1)}`, 'utf16le'), /UTF-16: save it as UTF-8/],
    ['UTF-16 without a mark', Buffer.from(good(1), 'utf16le'), /UTF-16/],
    ['zip', Buffer.from('PK\u0003\u0004'), /zip archive/],
    ['an array', `[\n${good(1)},\n${good(2)}\n]`, /one JSON array/],
    ['pretty JSON', JSON.stringify({ messages: [] }, undefined, 2), /stands on many lines/],
    ['CSV', 'prompt,completion\na,b\n', /looks like CSV/],
    ['binary', Buffer.from([0, 1, 2, 3]), /no text file/],
    ['nothing but zeros', Buffer.alloc(300), /no text file/],
    ['ends of old Macs', `${good(1)}\r${good(2)}\r`, /carriage return alone/],
    ['a web page', '<!doctype html><p>', /web page/],
    ['blank lines only', '\n\n \n', /no example/],
  ])('%s is told as what it is', async (_name, content, message) => {
    const report = await check(content);
    expect(report.problems.filter(({ line }) => line === undefined).map((each) => each.message)).toEqual([
      expect.stringMatching(message),
    ]);
    expect(report.problemCount.errors).toBe(1);
  });

  test('CSV has as many cells in each line, or is called so; a program is none', () => {
    const problem = (text: string, name: string) => sniffFile(Buffer.from(text), name).problem ?? '';
    expect(problem('import json, os\nimport sys\n\nprint(1)\n', 'train.py')).toBe('');
    expect(problem('Dear all, hello\nthis is a text\n', 'notes.txt')).toBe('');
    expect(problem('a;"b; c"\n1;2\n', 'rows')).toContain('CSV');
    expect(problem('a, b, c\nd\n', 'rows.csv')).toContain('CSV');
  });

  test.each<readonly [string, string, readonly RegExp[]]>([
    ['no JSON', '{"messages": [', [/^error not JSON.*cut off/]],
    ["Python's quotes", "{'messages': []}", [/^error not JSON: it has Python's quotes/]],
    ['NaN', '{"text": NaN}', [/^error not JSON.*NaN/]],
    ['a list', '[1]', [/^error no JSON object/]],
    ['a blank line', '  ', [/^warning a blank line/]],
    ['nothing known', '{"a": 1}', [/^error no messages/]],
    ['ShareGPT', '{"conversations": []}', [/^error conversations \(ShareGPT\)/]],
    ['another format', '{"text": "x"}', [/^error text, but Supervised takes messages/]],
    ['no messages', '{"messages": []}', [/^error messages must be a list/]],
    ['an unknown role', chat({ role: 'bot', content: 'x' }, assistant()), [/message 1: the role must be/, /warning/]],
    ['no answer', chat(user()), [/no message of the assistant/]],
    [
      'the user last',
      chat(user(), assistant(), user('and?')),
      [/last of messages must be of the assistant, and is of the user/],
    ],
    [
      'system later',
      chat(user(), { role: 'system', content: 's' }, assistant()),
      [/^warning message 2: a message of the system/],
    ],
    ['an empty answer', chat(user(), assistant('')), [/^error message 2 \(assistant\) has no content/]],
    ['an empty question', chat(user(' '), assistant()), [/^warning message 1 \(user\) has no content/]],
    ['a bad weight', chat(user(), assistant('x', { weight: 2 })), [/weight must be 0 or 1/]],
    ['only weight 0', chat(user(), assistant('x', { weight: 0 })), [/all answers have weight 0/]],
    ['weight of a user', chat({ ...user(), weight: 1 }, assistant()), [/only messages of the assistant have a weight/]],
    ['content of another kind', chat(user(), assistant(5)), [/neither a text nor a list/, /no content/]],
    [
      'a tool that nobody called',
      chat(user(), { role: 'tool', content: 'x', tool_call_id: 'c1' }, assistant()),
      [/no earlier message calls/],
    ],
    [
      'an image of the assistant',
      chat(user(), assistant([{ type: 'image_url', image_url: { url: 'https://a/b.png' } }])),
      [/images are taken only/],
    ],
    [
      'an image from a disk',
      chat({ role: 'user', content: [{ type: 'image_url', image_url: { url: 'file:///x' } }] }, assistant()),
      [/an image must be/],
    ],
  ])('with %s is told with its line', async (_name, line, messages) => {
    expect(await of(line)).toEqual(messages.map((message) => expect.stringMatching(message) as string));
  });

  test('checks calls of tools against what is declared', async () => {
    const call = (name: string, args: string) => ({ id: 'c1', type: 'function', function: { name, arguments: args } });
    const example = (name: string, args: string) =>
      JSON.stringify({
        tools: [{ type: 'function', function: { name: 'find', parameters: {} } }],
        messages: [
          user(),
          assistant(null, { tool_calls: [call(name, args)] }),
          { role: 'tool', tool_call_id: 'c1', content: 'found' },
          assistant(),
        ],
      });
    expect(await of(example('find', '{"q": 1}'))).toEqual([]);
    expect(await of(example('lose', '{"q": 1}'))).toEqual([expect.stringMatching(/not in tools/)]);
    expect(await of(example('find', '{q}'))).toEqual([expect.stringMatching(/no JSON object/)]);
  });

  test('of preferences has both answers after a question', async () => {
    const example = (input: object, yes: object, no: object) =>
      JSON.stringify({ input, preferred_output: [yes], non_preferred_output: [no] });
    const preference = { formats: ['preference'] as const, method: 'DPO' };
    const report = await check(
      lines(
        example({ messages: [user()] }, assistant('yes'), assistant('no')),
        example({ messages: [user()] }, assistant('same'), assistant('same')),
        example({ messages: [user(), assistant()] }, assistant('yes'), assistant('no')),
        example({}, assistant('yes'), user('no')),
      ),
      preference,
    );
    expect(told(report)).toEqual([
      expect.stringMatching(/^- warning only 4/),
      expect.stringMatching(/^2 warning the preferred answer and the other one are the same/),
      expect.stringMatching(/^3 error the last of input.messages must be of the user/),
      expect.stringMatching(/^4 error input.messages must be a list/),
      expect.stringMatching(/^4 error no message of the assistant/),
    ]);
  });

  test('names duplicates, mixed formats, Windows ends, the mark at the beginning and bytes that are not UTF-8', async () => {
    const completion = '{"prompt": "a", "completion": "b"}';
    const bytes = Buffer.concat([
      Buffer.from([0xef, 0xbb, 0xbf]),
      Buffer.from(`${good(1)}\r\n${good(2)}\n${good(1)}\r\n${completion}\n`),
      Buffer.from([0x7b, 0xe4, 0x7d, 0x0a]),
      Buffer.from(good(3)),
    ]);
    const report = await check(bytes, { formats: ['chat', 'prompt-completion'], leastExamples: 10 });
    expect(told(report)).toEqual([
      expect.stringMatching(/^- error 6 examples: at least 10 are needed/),
      expect.stringMatching(/^- warning It begins with a byte-order mark/),
      expect.stringMatching(/^- warning 2 lines end as on Windows/),
      '3 warning the same as line 1',
      expect.stringMatching(/^4 error prompt and completion, but line 1 is messages/),
      '5 error not UTF-8: save the file as UTF-8',
    ]);
    expect(report.duplicates).toBe(1);
  });

  test('with a key in it says the line and never the key', async () => {
    const key = `sk-proj-${'a1B2c3D4'.repeat(6)}`;
    context.context.secrets.add(key);
    const report = await of(chat(user(`my key is ${key}`), assistant()));
    expect(report).toEqual([expect.stringMatching(/^warning something in it looks like a key/)]);
    expect(await of(`{"text": "${key}`)).toHaveLength(2);
    expect((await of(`{"text": "${key}`)).join()).not.toContain('a1B2');
  });

  test('says what is nearly always answered, and which examples lack the system message', async () => {
    const all = Array.from({ length: 30 }, (_, index) =>
      chat(...(index < 20 ? [{ role: 'system', content: 'be short' }] : []), user(`q ${index}`), assistant('no')),
    );
    expect(told(await check(lines(...all)))).toEqual([
      expect.stringMatching(/100 % of the answers are the same/),
      expect.stringMatching(/10 of 30 examples have no system message/),
    ]);
  });

  test('that is nested without end, and one with nothing but bad lines, are told by their lines', async () => {
    const deep = `${'{"x":'.repeat(90_000)}1${'}'.repeat(90_000)}`;
    expect(await of(deep)).toEqual([expect.stringMatching(/^error nested too deeply: at most 500/)]);
    expect(await of(deep, { formats: ['any'] })).toEqual([expect.stringMatching(/^error nested too deeply/)]);
    const tools = `[{"type":"function","function":{"name":"f","parameters":${deep}}}]`;
    expect(await of(`{"tools":${tools},"messages":${JSON.stringify([user(), assistant()])}}`)).toEqual([
      expect.stringMatching(/^error nested too deeply/),
    ]);
    const bad = await check('{"messages": [\n'.repeat(1_200));
    expect(bad.problemCount.errors).toBe(1_200);
    expect(bad.problems).toHaveLength(1_000);
    expect(told(await check(`${good(1)}\r\n`))).toEqual([
      '- warning only 1 example: that teaches little',
      expect.stringMatching(/^- warning 1 line ends as on Windows/),
    ]);
  });

  test('says which examples are longer than the model takes', async () => {
    const long = chat(user('word '.repeat(3_000)), assistant());
    expect(await of(long, { maxExampleTokens: 1_000 })).toEqual([
      expect.stringMatching(/about \d+ tokens: what is beyond 1000/),
    ]);
  });

  test('with one line of many megabytes and many lines keeps the main thread free', async () => {
    const many = Array.from({ length: 30_000 }, (_, index) => good(index)).join('\n');
    const huge = chat(user('x'.repeat(20_000_000)), assistant());
    const content = `${many}\n${huge}\n`;
    const path = join(folder, 'large.jsonl');
    writeFileSync(path, content);
    const longestTurn = async () => {
      let longest = 0;
      let last = processorMs();
      let isOver = false;
      const turn = () => {
        longest = Math.max(longest, processorMs() - last);
        last = processorMs();
        if (!isOver) setImmediate(turn);
      };
      setImmediate(turn);
      const { text } = context.context;
      const { report } = await checkTrainingFile(path, CHAT, { signal: AbortSignal.timeout(60_000), text });
      isOver = true;
      expect(report.examples).toBe(30_001);
      expect(told(report)).toEqual([expect.stringMatching(/^30001 error 20.0 MB in one line/)]);
      return longest;
    };
    // A slice is 5 ms; what is collected as garbage meanwhile, on all threads, is counted too.
    await expectCost(120, longestTurn);
  });

  test('of any JSON is taken where a command takes any', async () => {
    const report = await check(lines('{"a": 1}', '{"b": [2]}', '3'), { formats: ['any'] });
    expect(told(report)).toEqual([
      expect.stringMatching(/^- warning only 3/),
      expect.stringMatching(/^3 error no JSON object/),
    ]);
    expect(report.format).toBe('any');
    expect(report.tokens).toBeGreaterThan(0);
  });

  test('of any bytes is read to its end, and each line is counted once', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(fc.string(), fc.json(), fc.constant(good(1)))), async (texts) => {
        const all = texts.map((text) => text.replace(/[\r\n\0]/g, ' '));
        const report = await check(`{}\n${all.map((text) => `${text}\n`).join('')}`);
        const filled = all.filter((text) => text.trim() !== '').length;
        expect(report.examples).toBe(filled + 1);
        for (const { line } of report.problems) expect(line ?? 1).toBeLessThanOrEqual(all.length + 1);
      }),
      { numRuns: 60 },
    );
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 400 }), async (bytes) => {
        const report = await check(Buffer.from(bytes));
        expect(report.bytes).toBe(bytes.length);
        expect(report.problemCount.errors).toBeGreaterThan(0);
      }),
      { numRuns: 60 },
    );
  });
});
