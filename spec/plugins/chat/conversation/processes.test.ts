import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { openConversationStore } from '../../../../plugins/chat/conversation/sqlite/open-conversation-store.js';
import { SqliteDatabase } from '../../../../plugins/chat/index/store/sqlite/sqlite-database.js';
import { bundle } from '../../../support/bundle.js';
import { until } from '../../../support/processes.js';
import { sqlite3Url } from '../index/store/index-contents.js';
import { conversation, question, temporaryFolder, type TemporaryFolder } from './sample-messages.js';

let program: { file: string; remove(): Promise<void> };
let folder: TemporaryFolder;
let children: ChildProcess[] = [];

beforeAll(async () => {
  program = await bundle('spec/plugins/chat/conversation/stream-in-process.ts');
});
afterAll(() => program.remove());
beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(async () => {
  for (const child of children) child.kill('SIGKILL');
  children = [];
  await folder[Symbol.asyncDispose]();
});

interface Streaming {
  /** Words that it has handed over, each with the time when that was heard of. */
  readonly said: { readonly word: number; readonly at: number }[];
  readonly errors: string[];
  kill(): Promise<void>;
}

function stream(...more: readonly string[]): Streaming {
  const child = spawn(process.execPath, [program.file, folder.path, ...more]);
  children.push(child);
  const said: Streaming['said'] = [];
  const errors: string[] = [];
  let rest = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    said.push(...lines.map((line) => ({ word: Number(line), at: Date.now() })));
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => errors.push(text));
  const closed = new Promise<void>((resolve) => child.on('close', () => resolve()));
  return { said, errors, kill: () => (child.kill('SIGKILL'), closed) };
}

const countedTo = (text = '') => Number(text.trim().split(' ').at(-1));
const open = () => openConversationStore(join(folder.path, 'chat.sqlite'));

it('a process that is killed in the middle of an answer loses little, and the answer is interrupted', async () => {
  const streaming = stream();
  await until(() => streaming.said.length > 600, 'six seconds of words');
  const killedAt = Date.now();
  await streaming.kill();
  const { store, notes } = await open();
  expect(notes).toEqual([]);
  const [head] = await store.list();
  expect(head).toMatchObject({ title: 'Count!', messages: 2 });
  const answer = (await store.open(head?.id ?? ''))?.messages[1];
  expect(answer).toMatchObject({ status: 'interrupted' });
  // It is written once a second; the other two are for a machine that has much else to do.
  const safe = streaming.said.findLast(({ at }) => at < killedAt - 3_000)?.word ?? 0;
  expect(safe).toBeGreaterThan(50);
  expect(countedTo(answer?.text)).toBeGreaterThanOrEqual(safe);
  expect(await store.list({ words: '1 2 3' })).toHaveLength(1);
  await store.close();
});

it('two of them write to one conversation, while a third one reads and writes', async () => {
  const { store } = await open();
  await store.create(conversation('shared', { messages: [question('q', 'one')] }));
  const both = [stream('shared'), stream('shared')];
  const deadline = Date.now() + 60_000;
  for (let round = 0; both.some(({ said }) => said.length < 150) && Date.now() < deadline; round++) {
    await store.putMessage('shared', question(`q${round}`, `round ${round}`));
    expect((await store.open('shared'))?.messages.filter(({ id }) => /^q\d/.test(id))).toHaveLength(round + 1);
  }
  expect(both.every(({ said }) => said.length >= 150)).toBe(true);
  const working = (await store.open('shared'))?.messages.filter(({ role }) => role === 'assistant') ?? [];
  expect(working).toMatchObject([{ status: 'working' }, { status: 'working' }]);
  expect(both.map(({ errors }) => errors)).toEqual([[], []]);
  await Promise.all(both.map((streaming) => streaming.kill()));
  const ended = (await store.open('shared'))?.messages.filter(({ role }) => role === 'assistant') ?? [];
  expect(ended).toMatchObject([{ status: 'interrupted' }, { status: 'interrupted' }]);
  for (const { text } of ended) expect(countedTo(text)).toBeGreaterThan(1);
  await store.close();
  const database = await SqliteDatabase.open(join(folder.path, 'chat.sqlite'), sqlite3Url);
  expect(await database.value('PRAGMA integrity_check')).toBe('ok');
  await database.close();
});
