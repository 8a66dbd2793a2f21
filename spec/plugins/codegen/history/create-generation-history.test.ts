import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FakeClock } from 'devmgr/plugin-api/testing';
import type { Generation } from 'devmgr/plugin-api/contracts/code-generator';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  createGenerationHistory,
  type GenerationHistoryParts,
  type WatchedHistory,
} from '../../../../plugins/codegen/history/create-generation-history.js';
import { aGeneration } from './a-generation.js';

let parent: string;
let folder: string;
let warnings: string[];
let clock: FakeClock;
let history: WatchedHistory;

const secret = /sk-[a-z0-9]{8,}/g;
const opened = (more: Partial<GenerationHistoryParts> = {}) =>
  createGenerationHistory({
    folder,
    redact: (text) => Promise.resolve(text.replace(secret, '***')),
    clock,
    log: { warn: (message) => void warnings.push(message) },
    ...more,
  });
const addAt = async (at: number, generation: Generation, into = history) => {
  clock.advance(at - clock.now());
  await into.add(generation);
};
const lines = async (from = history) => {
  const found: { messages: { role: string; content: string }[] }[] = [];
  for await (const line of from.exportJsonl()) found.push(JSON.parse(line) as (typeof found)[number]);
  return found;
};

beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'devmgr-generations-'));
  folder = join(parent, 'project', 'generations');
  warnings = [];
  clock = new FakeClock();
  history = opened();
});
afterEach(async () => {
  await history.dispose();
  rmSync(parent, { recursive: true, force: true });
});

test('what was added is listed newest first and opens as it was, also by another devmgr', async () => {
  const first = aGeneration({ id: 'one', prompt: '\n  Add refunds \nonly when paid' });
  const second = aGeneration({ id: 'two', target: 'app/b.py' });
  await addAt(10, first);
  await addAt(20, second);
  const other = opened();
  expect(await other.list()).toEqual([
    {
      id: 'two',
      at: 20,
      target: 'app/b.py',
      prompt: 'Add refunds',
      model: 'openai/gpt-6-luna',
      files: 1,
      savedAs: undefined,
      tests: undefined,
    },
    expect.objectContaining({ id: 'one', at: 10, prompt: 'Add refunds' }),
  ]);
  expect(await other.open('one')).toStrictEqual(first);
  expect(await other.open('three')).toBeUndefined();
  expect(statSync(folder).mode & 0o777).toBe(0o700);
  for (const name of readdirSync(folder)) expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600);
});

test('marks that follow at once are kept, and told', async () => {
  let changes = 0;
  void history.onDidChange(() => (changes += 1));
  const verdict = { verdict: 'passed', passed: 3, failed: 0 } as const;
  await Promise.all([
    history.add(aGeneration({ id: 'one' })),
    history.markSaved('one', { id: 'change-1', files: [{ path: 'app/a.py', text: 'saved = 1\n' }] }),
    history.markTested('one', verdict),
    history.markTested('never-added', verdict),
  ]);
  expect(await history.list()).toMatchObject([{ id: 'one', savedAs: 'change-1', tests: verdict }]);
  expect(changes).toBe(4);
});

test('opens files as the person changed them; a secret that was put in is not kept', async () => {
  const [file] = aGeneration({}).files;
  const path = file?.path ?? '';
  await history.add(aGeneration({ id: 'one' }));
  await history.markEdited('one', [{ path, text: 'mine = 1\n' }]);
  expect((await opened().open('one'))?.files).toStrictEqual([{ ...file, after: 'mine = 1\n' }]);
  await history.markEdited('one', [{ path, text: 'key = "sk-abcdefgh12345678"\n' }]);
  expect((await opened().open('one'))?.files).toStrictEqual([file]);
  for (const name of readdirSync(folder)) expect(readFileSync(join(folder, name), 'utf8')).not.toContain('sk-abcd');
});

test('what tests said of an answer does not hold once it was edited', async () => {
  await history.add(aGeneration({ id: 'one' }));
  await history.markTested('one', { verdict: 'passed', passed: 1, failed: 0 });
  await history.markEdited('one', [{ path: 'app/a.py', text: 'mine = 1\n' }]);
  expect((await history.list())[0]?.tests).toBeUndefined();
  await history.markTested('one', { verdict: 'failed', passed: 0, failed: 1 });
  expect((await history.list())[0]?.tests).toMatchObject({ verdict: 'failed' });
});

test('two devmgr keep what both of them write', async () => {
  const other = opened();
  const ids = Array.from({ length: 12 }, (_, at) => `g${at}`);
  await Promise.all(ids.map((id, at) => (at % 2 === 0 ? history : other).add(aGeneration({ id }))));
  // Each marks what the other one made, and both the same.
  await Promise.all([
    ...ids.map((id, at) =>
      (at % 2 === 0 ? other : history).markTested(id, { verdict: 'passed', passed: 1, failed: 0 }),
    ),
    ...ids.map((id, at) => (at % 2 === 0 ? history : other).markSaved(id, { id: `c-${id}`, files: [] })),
  ]);
  const found = await history.list();
  expect(found.map(({ id }) => id).sort()).toEqual([...ids].sort());
  for (const each of found) expect(each).toMatchObject({ savedAs: `c-${each.id}`, tests: { verdict: 'passed' } });
  await other.dispose();
});

test('finds by words of target, prompt and model, and no more than are wanted', async () => {
  await addAt(1, aGeneration({ id: 'one', target: 'app/refunds.py', prompt: 'first line\nand COUPONS below' }));
  await addAt(2, aGeneration({ id: 'two', target: 'app/orders.py', prompt: 'first line' }));
  const ids = async (options: object) => (await history.list(options)).map(({ id }) => id);
  expect(await ids({ search: 'coupons  refunds' })).toEqual(['one']);
  expect(await ids({ search: 'luna' })).toEqual(['two', 'one']);
  expect(await ids({ search: 'luna coupons orders' })).toEqual([]);
  expect(await ids({ limit: 1 })).toEqual(['two']);
});

test('keeps no secret; a file of which a part is masked cannot be saved from the history', async () => {
  const key = 'sk-abcdefgh12345678';
  const files = [
    { path: 'app/a.py', before: 'a = 1\n', after: 'a = 2\n' },
    { path: 'app/b.py', before: `key = "${key}"\n`, after: `key = "${key}"\nb = 1\n` },
    { path: 'app/c.py', before: undefined, after: `${'x = 1\n'.repeat(30_000)}key = "${key}"\n` },
  ];
  const context = aGeneration({}).context.map((item) => ({ ...item, text: `${item.text}${key}`, reason: key }));
  const all = { prompt: `use ${key}`, answer: `${key} it is`, notes: [`note ${key}`], context, files };
  await history.add(aGeneration({ id: 'one', ...all, refused: [{ path: 'app/d.py', reason: `near ${key}` }] }));
  await history.markSaved('one', { id: 'c', files: [{ path: 'app/b.py', text: `key = "${key}"\n` }] });
  for (const name of readdirSync(folder)) expect(readFileSync(join(folder, name), 'utf8')).not.toContain(key);
  const found = await history.open('one');
  expect(found?.files).toEqual([files[0]]);
  expect(found?.refused).toEqual([
    { path: 'app/d.py', reason: 'near ***' },
    { path: 'app/b.py', reason: 'it holds a secret, which is not kept' },
    { path: 'app/c.py', reason: 'it holds a secret, which is not kept' },
  ]);
});

test('damaged records are skipped, and told once', async () => {
  for (const id of ['one', 'two', 'three']) await history.add(aGeneration({ id }));
  await history.markTested('three', { verdict: 'failed', passed: 1, failed: 2 });
  writeFileSync(join(folder, 'one.head.json'), '{"id": "one", "at"');
  writeFileSync(join(folder, 'two.json'), '{"version": 2}');
  writeFileSync(join(folder, 'three.tests.json'), '{"verdict": "splendid", "passed": 1, "failed": 2}');
  expect((await history.list()).map(({ id, tests }) => [id, tests]).sort()).toEqual([
    ['three', undefined],
    ['two', undefined],
  ]);
  await history.list();
  expect([await history.open('two'), await history.open('two')]).toEqual([undefined, undefined]);
  expect(warnings.map((text) => /damaged: (.*)$/.exec(text)?.[1]).sort()).toEqual([
    'one (head)',
    'three (tests)',
    'two (generation)',
  ]);
});

test('the oldest ones go: beyond a number, and beyond a size', async () => {
  const few = opened({ limits: { mostRecords: 3, mostBytes: 1e9 } });
  for (const at of [1, 2, 3, 4, 5]) await addAt(at, aGeneration({ id: `g${at}` }), few);
  expect((await few.list()).map(({ id }) => id)).toEqual(['g5', 'g4', 'g3']);
  expect(readdirSync(folder).length).toBe(6);
  const small = opened({ limits: { mostRecords: 100, mostBytes: 1 } });
  await addAt(6, aGeneration({ id: 'g6' }), small);
  expect((await small.list()).map(({ id }) => id)).toEqual(['g6']);
});

test('removes one with all that belongs to it', async () => {
  await history.add(aGeneration({ id: 'one' }));
  await history.markSaved('one', { id: 'c', files: [] });
  await history.remove('one');
  await history.remove('never-added');
  expect([readdirSync(folder), await history.list(), await history.open('one')]).toEqual([[], [], undefined]);
});

test('an id that is no name of a file stays in the folder', async () => {
  const ids = ['../../escaped', 'Ärger/1', 'x'.repeat(400), ''];
  for (const [at, id] of ids.entries()) await addAt(at + 1, aGeneration({ id }));
  expect((await history.list()).map(({ id }) => id)).toEqual([...ids].reverse());
  for (const id of ids) expect((await history.open(id))?.id).toBe(id);
  expect(readdirSync(parent)).toEqual(['project']);
});

test('a folder that cannot be written is told once, and nothing is thrown', async () => {
  mkdirSync(join(parent, 'project'));
  writeFileSync(folder, 'a file where the folder should be');
  await history.add(aGeneration({ id: 'one' }));
  await history.add(aGeneration({ id: 'two' }));
  expect(warnings).toEqual([expect.stringContaining('generations are not kept')]);
  expect(history.problem.get()).toContain('generations are not kept');
  expect(await history.list()).toEqual([]);
  rmSync(folder);
  await history.add(aGeneration({ id: 'three' }));
  expect(history.problem.get()).toBeUndefined();
  expect(await history.list()).toHaveLength(1);
});

test('what a killed devmgr left half-written is deleted after an hour', async () => {
  await history.add(aGeneration({ id: 'one' }));
  const [old, young] = ['two.json.1.a.tmp', 'two.json.2.b.tmp'].map((name) => join(folder, name)) as [string, string];
  for (const draft of [old, young]) writeFileSync(draft, '{');
  utimesSync(old, 1, 1);
  await history.add(aGeneration({ id: 'three' }));
  expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual(['two.json.2.b.tmp']);
});

test('exports what was saved, as it was saved, oldest first, without what was taken back', async () => {
  const files = [{ path: 'app/a.py', before: 'a = 1\n', after: 'a = 2\n' }];
  for (const [at, id] of ['kept', 'dropped', 'undone', 'later'].entries())
    await addAt(at + 1, aGeneration({ id, prompt: `prompt of ${id}`, files }));
  const saved = { path: 'app/a.py', text: 'a = 3\n' };
  await history.markSaved('later', { id: 'c3', files: [{ path: 'README.md', text: 'Say:\n```\nhello\n```' }] });
  await history.markSaved('kept', { id: 'c1', files: [saved] });
  await history.markSaved('undone', { id: 'c2', files: [saved] });
  const found = await lines(opened({ undone: () => Promise.resolve(new Set(['c2'])) }));
  expect(found.map(({ messages }) => messages.map(({ role }) => role))).toEqual([
    ['system', 'user', 'assistant'],
    ['system', 'user', 'assistant'],
  ]);
  const [, user, assistant] = found[0]?.messages ?? [];
  expect(user?.content).toContain('prompt of kept');
  expect(user?.content).toContain('class Model');
  expect(user?.content).not.toContain('too_long');
  expect(user?.content).toContain('a = 1\n');
  expect(assistant?.content).toContain('app/a.py\na = 3\n');
  expect(found[1]?.messages[2]?.content).toMatch(/^````markdown path=README\.md\nSay:\n```\nhello\n```\n````$/);
});
