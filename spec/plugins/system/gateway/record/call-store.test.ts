import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CallDatabase } from '../../../../../plugins/system/gateway/record/call-database.js';
import type { CallRecord } from '../../../../../plugins/system/gateway/record/call-record.js';
import { CallStore, type CallStoreOptions } from '../../../../../plugins/system/gateway/record/call-store.js';
import { SqliteConnection } from '../../../../../plugins/system/gateway/record/sqlite-connection.js';
import { systemClock } from '../../support/server-project.js';

let home: string;
let path: string;
let warned: string[];
let stores: CallStore[];

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'devmgr-calls-'));
  path = join(home, 'project', 'gateway.sqlite');
  warned = [];
  stores = [];
});
afterEach(async () => {
  for (const store of stores) await store.dispose();
  rmSync(home, { recursive: true, force: true });
});

function open(options: Partial<CallStoreOptions> = {}): CallStore {
  const log = { debug() {}, info() {}, error() {}, warn: (message: string) => void warned.push(message) };
  const masked = (text: string) => text.replaceAll('sk-secret', '***');
  const store = new CallStore({ path, log, clock: systemClock, keep: () => 1_000, redact: masked, ...options });
  stores.push(store);
  return store;
}

let made = 0;
function record(changes: Partial<CallRecord> = {}): CallRecord {
  made += 1;
  return {
    id: `call-${made}`,
    startedAt: 1_000 + made,
    client: 'aider/1.0',
    request: 'POST /v1/chat/completions',
    model: 'fast',
    route: 'fast',
    target: 'openai/gpt-6-luna',
    tries: [{ target: 'openai/gpt-6-luna', outcome: 'answered', status: 200, durationMs: 12.5 }],
    status: 200,
    outcome: 'answered',
    isStream: true,
    firstTokenMs: 80.25,
    durationMs: 500,
    inputTokens: 12,
    outputTokens: 34,
    costUsd: 0.0004,
    error: undefined,
    sent: undefined,
    said: undefined,
    ...changes,
  };
}

describe('calls', () => {
  it('are there for the next devmgr as they were, in a file for the person alone', async () => {
    const bare = { model: undefined, route: undefined, target: undefined, tries: [], costUsd: undefined };
    const nothing = { firstTokenMs: undefined, inputTokens: undefined, outputTokens: undefined };
    const records = [record(), record({ ...bare, ...nothing, status: 401, outcome: 'failed', error: 'no token' })];
    const first = open();
    for (const each of records) first.add(each);
    await first.flush();
    expect(await open().calls({ limit: 10 })).toEqual([records[1], records[0]]);
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('are found by words, outcome and time, and page by page', async () => {
    const store = open();
    const away = record({ client: 'opencode', outcome: 'failed', error: 'Together is away', target: 'together/x' });
    const [old, percent, newest] = [record({ startedAt: 5 }), record({ model: '100%' }), record()];
    const later = [away, percent, newest];
    for (const each of [old, ...later]) store.add(each);
    const ids = async (query: object) => (await store.calls({ limit: 10, ...query })).map(({ id }) => id);
    expect(await ids({ text: 'TOGETHER opencode' })).toEqual([away.id]);
    expect(await ids({ text: '100%' })).toEqual([percent.id]);
    expect(await ids({ outcome: 'failed' })).toEqual([away.id]);
    expect(await ids({ since: 6 })).toEqual(later.map(({ id }) => id).reverse());
    expect(await ids({ limit: 2 })).toEqual([newest.id, percent.id]);
    expect(await ids({ before: percent.id })).toEqual([away.id, old.id]);
  });

  it('are kept up to a number; several gateways of a project write into one file', async () => {
    const [one, other] = [open({ keep: () => 3 }), open({ keep: () => 3 })];
    const records = Array.from({ length: 6 }, () => record());
    for (const [at, each] of records.entries()) {
      const store = at % 2 === 0 ? one : other;
      store.add(each);
      await store.flush();
    }
    expect((await one.calls({ limit: 10 })).map(({ id }) => id)).toEqual(
      records
        .slice(3)
        .reverse()
        .map(({ id }) => id),
    );
  });

  it('are named by the beginning of their id when only one has it', async () => {
    const store = open();
    for (const id of ['call-aa1', 'call-aa12', 'call-b']) store.add(record({ id }));
    expect((await store.call('call-b'))?.id).toBe('call-b');
    expect((await store.call('call-aa1'))?.id).toBe('call-aa1');
    expect(await store.call('call_')).toBeUndefined();
    await expect(store.call('call-a')).rejects.toMatchObject({ message: 'More than one call begins with "call-a"' });
  });
});

describe('texts', () => {
  it('come only with the call itself; secrets are masked', async () => {
    const store = open();
    const sent = '{"messages":[{"role":"user","content":"my key is sk-secret"}]}';
    const kept = record({ sent, said: 'sk-secret is no good', error: 'bad sk-secret' });
    store.add(kept);
    expect((await store.calls({ limit: 1 }))[0]).toMatchObject({ sent: undefined, error: 'bad ***' });
    expect(await store.call(kept.id)).toMatchObject({
      sent: '{"messages":[{"role":"user","content":"my key is ***"}]}',
      said: '*** is no good',
    });
  });
});

it('keeps texts up to a number of bytes, the newest ones', async () => {
  const database = await CallDatabase.open(':memory:');
  const [first, second, bare] = [
    record({ sent: 'ä'.repeat(40), said: 'y'.repeat(20) }),
    record({ said: 'z' }),
    record(),
  ];
  await database.add([first, second, bare], 10, 101);
  expect((await database.named(first.id))[0]?.said).toHaveLength(20);
  const third = record({ sent: 's' });
  await database.add([third], 10, 101);
  const texts = await Promise.all([first, second, third].map(({ id }) => database.named(id)));
  expect(texts.map(([call]) => [call?.sent, call?.said])).toEqual([
    [undefined, undefined],
    [undefined, 'z'],
    ['s', undefined],
  ]);
  await database.close();
});

describe('a file', () => {
  it('that is damaged behind its first page is put aside when that shows', async () => {
    const first = open();
    for (let at = 0; at < 200; at += 1) first.add(record());
    await first.flush();
    await first.dispose();
    const pages = readFileSync(path);
    writeFileSync(path, pages.fill('x', 4096));
    const [store, other] = [open(), open()];
    const one = record();
    store.add(one);
    expect(await store.calls({ limit: 10 })).toEqual([one]);
    expect(warned).toEqual([expect.stringContaining('kept in')]);
    expect(await other.calls({ limit: 10 })).toEqual([one]);
    expect((await open().calls({ limit: 10 })).length).toBe(1);
    expect(warned).toHaveLength(1);
  });

  it.skipIf(process.platform === 'win32')('that is a pipe or a link is not waited for or followed', async () => {
    const elsewhere = join(home, 'elsewhere');
    writeFileSync(elsewhere, '', { mode: 0o644 });
    const [pipe, link] = [join(home, 'pipe.sqlite'), join(home, 'link.sqlite')];
    execFileSync('mkfifo', [pipe]);
    symlinkSync(elsewhere, link);
    for (const place of [pipe, link]) {
      const store = open({ path: place });
      const one = record();
      store.add(one);
      expect(await store.calls({ limit: 10 })).toEqual([one]);
    }
    expect(warned).toHaveLength(2);
    expect(statSync(elsewhere).mode & 0o777).toBe(0o644);
  });

  it('that is damaged is put aside', async () => {
    const first = open();
    await first.calls({ limit: 1 });
    await first.dispose();
    writeFileSync(path, 'no database at all, but long enough to be read as the head of one '.repeat(20));
    const store = open();
    const one = record();
    store.add(one);
    expect(await store.calls({ limit: 1 })).toEqual([one]);
    expect(warned).toEqual([expect.stringContaining('kept in')]);
  });

  it('of a newer devmgr, or in a place that takes none, leaves the calls in memory', async () => {
    const first = open();
    await first.calls({ limit: 1 });
    await first.dispose();
    const connection = await SqliteConnection.open(path);
    await connection.run('PRAGMA user_version = 99');
    await connection.close();
    writeFileSync(join(home, 'file'), '');
    const places = [path, join(home, 'file', 'gateway.sqlite')];
    for (const place of places) {
      const store = open({ path: place });
      const one = record();
      store.add(one);
      expect(await store.calls({ limit: 10 })).toEqual([one]);
    }
    expect(warned).toEqual([expect.stringContaining('newer devmgr'), expect.stringContaining('cannot be kept')]);
  });
});
