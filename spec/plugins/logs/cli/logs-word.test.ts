import { appendFileSync, mkdtempSync, readFileSync, renameSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Clock, PluginManifest } from 'devmgr/plugin-api';
import { LogStore } from 'devmgr/plugin-api/contracts/log-store';
import { createTestContext } from 'devmgr/plugin-api/testing';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLogSink } from '../../../../core/log/create-log-sink.js';
import { readBackwards } from '../../../../plugins/logs/cli/read-backwards.js';
import { textTools } from '../../../../core/screen/text/text-tools.js';
import plugin from '../../../../plugins/logs/index.js';
import { FakeLogStore } from '../fake-log-store.js';
import { waitFor } from '../../../support/wait-for.js';

const manifest = (
  JSON.parse(readFileSync(new URL('../../../../plugins/logs/package.json', import.meta.url), 'utf8')) as {
    devmgr: PluginManifest;
  }
).devmgr;

let dir: string;
beforeEach(() => (dir = mkdtempSync(join(tmpdir(), 'devmgr-logs-'))));
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const realClock: Clock = {
  now: () => Date.now(),
  setTimeout: (callback, ms) => {
    const timer = setTimeout(callback, ms);
    return { dispose: () => clearTimeout(timer) };
  },
  setInterval: () => ({ dispose: () => undefined }),
};

const record = (second: number, message: string, more: object = {}) =>
  `${JSON.stringify({ at: new Date(Date.UTC(2026, 0, 2, 3, 4, second)).toISOString(), level: 'info', source: 'api', message, seq: second, ...more })}\n`;
const put = (name: string, ...lines: string[]) => writeFileSync(join(dir, name), lines.join(''));
const current = 'shop-1a2b.20260102-030405.77.jsonl';

async function runLogs(
  flags: Record<string, string | number | boolean> = {},
  more: { json?: boolean; signal?: AbortSignal; onStdout?: (text: string) => void } = {},
) {
  const test = createTestContext({ manifest, root: dir, storageDir: dir, clock: realClock });
  test.context.services.provide(LogStore, new FakeLogStore(10, { dir, current: join(dir, current) }));
  await plugin.activate({ ...test.context, text: textTools((text) => text) });
  try {
    return await test.runWord('logs', { flags, json: true, ...more });
  } finally {
    await test.dispose();
  }
}
const messages = (stdout: string) =>
  stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => (JSON.parse(line) as { message: string }).message);

describe('devmgr logs', () => {
  it('merges the files of the project by time and leaves out those of others', async () => {
    put('shop-1a2b.20260101-000000.5.jsonl', record(1, 'one'), record(4, 'four'));
    put('shop-1a2b.20260101-000000.5.1.jsonl', record(5, 'five'));
    put(current, record(2, 'two'), 'not json\n', '{"at":1}\n', record(3, 'three'));
    put('other-1a2b.20260101-000000.5.jsonl', record(1, 'other'));
    const { code, stdout } = await runLogs();
    expect(code).toBe(0);
    expect(messages(stdout)).toEqual(['one', 'two', 'three', 'four', 'five']);
    expect(JSON.parse(stdout.split('\n')[0] ?? '')).toEqual({
      at: '2026-01-02T03:04:01.000Z',
      level: 'info',
      source: 'api',
      message: 'one',
      seq: 1,
    });
  });

  it('gives what a test caused, by its id or a part of it', async () => {
    const [one, other] = ['tests/test_a.py::test_one[A b]', 'tests/test_a.py::test_other'];
    put(current, record(1, 'of one', { test: one }), record(2, 'of nobody'), record(3, 'of other', { test: other }));
    expect(messages((await runLogs({ test: one })).stdout)).toEqual(['of one']);
    expect(messages((await runLogs({ test: 'TEST_a' })).stdout)).toEqual(['of one', 'of other']);
    const { stdout } = await runLogs({ test: 'ONE[a' });
    expect(JSON.parse(stdout)).toMatchObject({ message: 'of one', test: one });
    expect((await runLogs({ test: 'nothing' })).stdout).toBe('');
    await expect(runLogs({ test: '' })).rejects.toMatchObject({ code: 'DEVMGR_USAGE' });
  });

  it('filters, and then takes the last', async () => {
    put(
      current,
      record(1, 'GET /a'),
      record(2, 'boom', { level: 'error' }),
      record(3, 'GET /b', { source: 'worker' }),
      record(4, 'GET /c'),
      record(5, 'x', { level: 'debug' }),
    );
    expect(messages((await runLogs({ level: 'warn' })).stdout)).toEqual(['boom']);
    expect(messages((await runLogs({ source: 'worker' })).stdout)).toEqual(['GET /b']);
    expect(messages((await runLogs({ grep: '^GET .[ac]' })).stdout)).toEqual(['GET /a', 'GET /c']);
    expect(messages((await runLogs({ grep: 'GET', lines: 2 })).stdout)).toEqual(['GET /b', 'GET /c']);
    expect(messages((await runLogs({ lines: 0 })).stdout)).toHaveLength(5);
  });

  it('prints for people, with nothing in it that moves the cursor', async () => {
    put(current, record(1, 'a\x1b[2J\nb', { level: 'error' }));
    const { stdout } = await runLogs({}, { json: false });
    expect(stdout).toMatch(/^2026-01-02 \d\d:04:01\.000 ERROR api {6}a\n {4}b\n$/);
  });

  it('says when there is nothing', async () => {
    expect(await runLogs({}, { json: false })).toMatchObject({
      code: 0,
      stdout: '',
      stderr: expect.stringContaining('Nothing'),
    });
    expect(await runLogs()).toMatchObject({ code: 0, stdout: '', stderr: '' });
  });

  it('refuses wrong flags', async () => {
    for (const flags of [{ grep: '(' }, { level: 'loud' }, { lines: -1 }]) {
      await expect(runLogs(flags)).rejects.toMatchObject({ code: 'DEVMGR_USAGE', exitCode: 2 });
    }
  });

  it('gives up an expression that takes exponential time, and looks into the whole of a long message', async () => {
    put(current, record(1, `${'a'.repeat(60)}!`), record(2, `${'b'.repeat(100_000)} end`));
    await expect(runLogs({ grep: '(a+)+$' })).rejects.toMatchObject({ code: 'DEVMGR_USAGE', exitCode: 2 });
    expect(messages((await runLogs({ grep: ' end$' })).stdout)).toHaveLength(1);
  });

  it('follows files that grow, are new, are cut off in a line, rotate and go away', async () => {
    put(current, record(1, 'one'), record(2, 'two').slice(0, 10));
    const abort = new AbortController();
    let stdout = '';
    const run = runLogs({ follow: true }, { signal: abort.signal, onStdout: (text) => (stdout += text) });
    const seen = (expected: string[]) => waitFor(() => expect(messages(stdout)).toEqual(expected));
    await seen(['one']);
    appendFileSync(join(dir, current), record(2, 'two').slice(10) + record(3, 'drei é').slice(0, -6));
    await seen(['one', 'two']);
    appendFileSync(join(dir, current), record(3, 'drei é').slice(-6));
    put('shop-1a2b.20260102-030405.77.1.jsonl', record(4, 'four'));
    put('shop-1a2b.20260103-030405.78.jsonl', record(5, 'five', { level: 'warn' }));
    await seen(['one', 'two', 'drei é', 'four', 'five']);
    unlinkSync(join(dir, current));
    writeFileSync(join(dir, 'new'), record(6, 'six'));
    renameSync(join(dir, 'new'), join(dir, 'shop-1a2b.20260103-030405.78.jsonl'));
    await seen(['one', 'two', 'drei é', 'four', 'five', 'six']);
    abort.abort();
    expect((await run).code).toBe(130);
  });

  it('reads what the log writes, while it writes it', async () => {
    const sink = createLogSink({ dir, project: 'shop-1a2b', env: {}, now: () => Date.now(), maxFileBytes: 20_000 });
    const abort = new AbortController();
    let stdout = '';
    const run = runLogs({ follow: true, lines: 0 }, { signal: abort.signal, onStdout: (text) => (stdout += text) });
    const wanted = Array.from({ length: 1500 }, (_, index) => `message ${index}`);
    for (const message of wanted.slice(0, 700)) sink.line('api', message, 'stdout', Date.now());
    await waitFor(() => expect(messages(stdout)).toHaveLength(700));
    for (const message of wanted.slice(700)) sink.line('api', message, 'stdout', Date.now());
    await sink.dispose();
    await waitFor(() => expect(messages(stdout)).toEqual(wanted));
    abort.abort();
    await run;
  });
});

it('reads a file backwards, whatever its lines are', async () => {
  const lineText = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 30 }),
    fc.nat(3).map((times) => 'é'.repeat(times * 100_000)),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        lineText.map((text) => text.replaceAll('\n', '')),
        { maxLength: 12 },
      ),
      async (lines) => {
        const path = join(dir, 'lines');
        const bytes = Buffer.from(lines.map((text) => `${text}\n`).join(''));
        writeFileSync(path, bytes);
        const read: string[] = [];
        for await (const line of readBackwards(path, bytes.length)) read.push(line);
        expect(read.reverse()).toEqual(lines.map((text) => text.toWellFormed()));
      },
    ),
    { numRuns: 50 },
  );
});
