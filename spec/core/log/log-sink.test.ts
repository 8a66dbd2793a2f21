import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync as symlink,
  truncateSync as truncate,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLogSink, type LogSinkOptions } from '../../../core/log/create-log-sink.js';
import { DevmgrError } from '../../../plugin-api/index.js';
import { waitFor } from '../../support/wait-for.js';

let dir: string;
beforeEach(() => (dir = mkdtempSync(join(tmpdir(), 'devmgr-log-'))));
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const makeSink = (options: Partial<LogSinkOptions> = {}) =>
  createLogSink({ dir: join(dir, 'logs'), project: 'shop-1a2b', env: {}, now: () => Date.now(), ...options });

const files = () => readdirSync(join(dir, 'logs')).sort();
const records = (name: string): { seq: number; message: string; level: string; source: string; at: string }[] =>
  readFileSync(join(dir, 'logs', name), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));

describe('memory', () => {
  it('keeps the last entries under their numbers', async () => {
    const { store, dispose } = makeSink({ keep: 100 });
    for (let index = 0; index < 20_000; index += 1) store.append({ source: 'a', message: `m${index}`, level: 'info' });
    expect([store.first, store.end]).toEqual([19_900, 20_000]);
    expect(store.entries(0, 19_902).map(({ seq, message }) => [seq, message])).toEqual([
      [19_900, 'm19900'],
      [19_901, 'm19901'],
    ]);
    expect(store.entries(19_999, 10)).toHaveLength(1);
    expect(store.entries(20_000, 10)).toEqual([]);
    await dispose();
    // A second time it has nothing to write.
    await dispose();
  });

  it('keeps within its bytes', async () => {
    const { store, dispose } = makeSink({ keepBytes: 100_000 });
    for (let index = 0; index < 100; index += 1) store.append({ source: 'a', message: 'x'.repeat(10_000) });
    expect(store.end - store.first).toBe(9);
    store.append({ source: 'a', message: '→'.repeat(60_000) });
    expect(store.end - store.first).toBe(1);
    await dispose();
  });

  it('announces all changes of a turn at once, growth included', async () => {
    const { store, line, dispose } = makeSink();
    const changes: unknown[] = [];
    store.onDidChange((change) => changes.push(change));
    line('api', 'one', 'stderr', 0);
    line('api', 'Traceback (most recent call last):', 'stderr', 0);
    await Promise.resolve();
    line('api', 'ValueError: x', 'stderr', 0);
    line('api', 'three', 'stderr', 1);
    await Promise.resolve();
    expect(changes).toEqual([
      { changed: 0, end: 2 },
      { changed: 1, end: 3 },
    ]);
    await dispose();
  });

  it('cuts a huge message after masking it', async () => {
    const { store, dispose } = makeSink({ env: { X_TOKEN: 'correct horse' } });
    store.append({ source: 'a', message: `${'x'.repeat(256 * 1024 - 6)}correct horse` });
    expect(store.entries(0, 1)[0]?.message.slice(-5)).toBe('xx***');
    store.append({ source: 'a', message: 'x'.repeat(300_000) });
    expect(store.entries(1, 1)[0]?.message).toMatch(/x… \(37856 more characters\)$/);
    await dispose();
  });

  it('mends what a plugin says wrongly, and goes on writing', async () => {
    const { store, dispose } = makeSink({ now: () => 5000 });
    const wrong = [{ at: NaN }, { at: 1e300 }, { level: 'loud' }, { source: undefined }, { message: 7 }];
    for (const fields of wrong) store.append({ source: 'a', message: 'm', ...(fields as object) });
    store.append({ source: 'a', message: 'last', at: 17 });
    expect(store.entries(0, 9).map(({ at }) => at)).toEqual([5000, 5000, 5000, 5000, 5000, 17]);
    expect(store.entries(0, 9).every(({ level }) => level === 'info')).toBe(true);
    await dispose();
    const said = records(files()[0] ?? '').map(({ source, message }) => `${source} ${message}`);
    expect(said).toEqual(['a m', 'a m', 'a m', 'undefined m', 'a 7', 'a last']);
  });

  it('recognises the level of what is appended, and knows the sources', async () => {
    const { store, dispose } = makeSink();
    store.append({ source: 'a', message: '\x1b[31mERROR:x:broken\x1b[0m\nmore' });
    store.append({ source: 'b', message: 'ERROR:x:said to be fine', level: 'debug', at: 17 });
    expect(store.entries(0, 2)).toMatchObject([
      { level: 'error', message: 'ERROR:x:broken\nmore' },
      { level: 'debug', at: 17 },
    ]);
    expect(store.sources()).toEqual(['a', 'b']);
    await dispose();
  });
});

describe('loggers', () => {
  it('write details, causes and hints', async () => {
    const { store, logger, dispose } = makeSink();
    const log = logger('tests');
    log.debug('collected', { files: 3, root: '/a b' });
    log.error(
      'Could not run',
      new DevmgrError({ code: 'DEVMGR_PROCESS_FAILED', message: 'No pytest', hint: 'Install it' }),
    );
    log.error('Bug', new TypeError('x', { cause: new Error('y') }));
    const [debug, expected, bug] = store.entries(0, 3);
    expect(debug).toMatchObject({ level: 'debug', source: 'tests', message: 'collected files=3 root="/a b"' });
    expect(expected?.message).toBe('Could not run: No pytest. Install it');
    expect(bug?.message).toMatch(/^Bug: TypeError: x\n\s+at [^]*\ncaused by Error: y\n\s+at /);
    await dispose();
  });

  it('survive details that cannot be written', async () => {
    const { store, logger, dispose } = makeSink();
    const loop: { self?: object } = {};
    loop.self = loop;
    logger('a').info('x', { loop, nothing: undefined });
    expect(store.entries(0, 1)[0]?.message).toBe('x loop=[object Object] nothing=undefined');
    await dispose();
  });
});

describe('files', () => {
  it('hold every entry as a line of JSON, readable by their owner only', async () => {
    const { store, line, logger, dispose } = makeSink({
      env: { X_TOKEN: 'correct horse' },
      now: () => Date.UTC(2026, 0, 2, 3, 4, 5),
    });
    expect(existsSync(join(dir, 'logs'))).toBe(false);
    expect(store.files).toEqual({
      dir: join(dir, 'logs'),
      current: join(dir, 'logs', `shop-1a2b.20260102-030405.${process.pid}.jsonl`),
    });
    line('api', 'ERROR:    Exception in ASGI application', 'stderr', 1000);
    line('api', 'Traceback (most recent call last):', 'stderr', 1001);
    line('api', 'ValueError: correct horse', 'stderr', 1002);
    logger('core').info('done');
    await dispose();
    expect(files()).toEqual([`shop-1a2b.20260102-030405.${process.pid}.jsonl`]);
    expect(statSync(store.files.current).mode & 0o777).toBe(0o600);
    expect(records(files()[0]!)).toEqual([
      {
        at: '1970-01-01T00:00:01.000Z',
        level: 'error',
        source: 'api',
        message: 'Exception in ASGI application\nTraceback (most recent call last):\nValueError: ***',
        seq: 0,
      },
      { at: '2026-01-02T03:04:05.000Z', level: 'info', source: 'core', message: 'done', seq: 1 },
    ]);
  });

  it('are not made when there is nothing to write', async () => {
    await makeSink().dispose();
    expect(existsSync(join(dir, 'logs'))).toBe(false);
  });

  it('are written while devmgr runs', async () => {
    const { store, line, dispose } = makeSink();
    line('api', 'hello', 'stdout', 0);
    await waitFor(() => expect(readFileSync(store.files.current, 'utf8')).toContain('hello'));
    line('api', 'again', 'stdout', 0);
    await waitFor(() => expect(readFileSync(store.files.current, 'utf8')).toContain('again'));
    await dispose();
  });

  it('begin anew when they are full, and lose and repeat nothing', async () => {
    const { store, dispose } = makeSink({ maxFileBytes: 50_000 });
    const total = 12_000;
    for (let index = 0; index < total; index += 1)
      store.append({ source: 'a', message: `number ${index}`, level: 'info' });
    await dispose();
    expect(files().length).toBeGreaterThan(3);
    expect(store.files.current).toBe(
      join(
        dir,
        'logs',
        files()
          .sort((a, b) => Number(a.split('.').at(-2)) - Number(b.split('.').at(-2)))
          .at(-2)!,
      ),
    );
    const seqs = files().flatMap((name) => records(name).map(({ seq }) => seq));
    expect(seqs.sort((a, b) => a - b)).toEqual(Array.from({ length: total }, (_, index) => index));
  });

  it.each(['the file', 'the folder'])('go on in a new one when %s is deleted', async (what) => {
    const { store, dispose } = makeSink();
    store.append({ source: 'a', message: 'before' });
    await waitFor(() => expect(records(files()[0]!)).toHaveLength(1));
    rmSync(what === 'the file' ? store.files.current : store.files.dir, { recursive: true });
    store.append({ source: 'a', message: 'after' });
    await dispose();
    expect(files().flatMap((name) => records(name).map(({ message }) => message))).toEqual(['after']);
    expect(store.entries(0, 9)).toHaveLength(2);
  });

  it('go on behind the full ones when the last of them is deleted', async () => {
    const { store, dispose } = makeSink({ maxFileBytes: 50_000 });
    const written = () => files().map((name) => readFileSync(join(dir, 'logs', name), 'utf8'));
    for (let index = 0; index < 3000; index += 1) store.append({ source: 'a', message: `number ${index}` });
    await waitFor(() => expect(written().join('')).toContain('number 2999'));
    rmSync(store.files.current);
    const kept = written().join('');
    store.append({ source: 'a', message: 'one more' });
    await dispose();
    const lines = written().join('').split('\n');
    expect(lines.filter((line) => !kept.includes(line))).toEqual([expect.stringContaining('one more')]);
    expect(lines).toHaveLength(kept.split('\n').length + 1);
  });

  it('hold the least level asked for and worse', async () => {
    const { store, dispose } = makeSink({ level: 'warn' });
    for (const level of ['debug', 'info', 'warn', 'error'] as const)
      store.append({ source: 'a', message: level, level });
    await dispose();
    expect(records(files()[0]!).map(({ message }) => message)).toEqual(['warn', 'error']);
  });

  it('leave out what is in the file of another devmgr', async () => {
    const { store, dispose } = makeSink();
    store.append({ source: 'a', message: 'theirs', isWrittenElsewhere: true });
    store.append({ source: 'a', message: 'ours' });
    expect(store.entries(0, 2).map(({ message }) => message)).toEqual(['theirs', 'ours']);
    await dispose();
    expect(records(files()[0]!).map(({ message }) => message)).toEqual(['ours']);
  });

  it('say so when more came than could be written', async () => {
    const { store, dispose } = makeSink({ keep: 10 });
    for (let index = 0; index < 100; index += 1) store.append({ source: 'a', message: `m${index}`, level: 'info' });
    await dispose();
    expect(records(files()[0]!)[0]).toMatchObject({
      level: 'warn',
      message: expect.stringMatching(/^90 entries before/),
    });
    expect(records(files()[0]!)).toHaveLength(11);
  });

  it('of this project are deleted when they are old or too many, those of others stay', async () => {
    const logs = join(dir, 'logs');
    mkdirSync(logs);
    const days = (count: number) => new Date(Date.now() - count * 86_400_000);
    const put = (name: string, age: number, bytes = 1) => {
      writeFileSync(join(logs, name), '');
      truncate(join(logs, name), bytes);
      utimesSync(join(logs, name), days(age), days(age));
    };
    put('shop-1a2b.20250101-000000.1.jsonl', 15);
    put('shop-1a2b.20250102-000000.1.jsonl', 13);
    put('shop-1a2b.20250103-000000.1.1.jsonl', 3, 90 * 1024 * 1024);
    put('shop-1a2b.20250104-000000.1.jsonl', 2, 20 * 1024 * 1024);
    put('other-1a2b.20250101-000000.1.jsonl', 15);
    put('notes.txt', 100);
    const { store, dispose } = makeSink();
    store.append({ source: 'a', message: 'x' });
    const left = ['notes.txt', 'other-1a2b.20250101-000000.1.jsonl', 'shop-1a2b.20250104-000000.1.jsonl'];
    await dispose();
    await waitFor(() => expect(files().filter((name) => join(logs, name) !== store.files.current)).toEqual(left));
    expect(existsSync(store.files.current)).toBe(true);
  });

  it('that cannot be made are one warning', async () => {
    writeFileSync(join(dir, 'logs'), 'in the way');
    const { store, dispose } = makeSink();
    store.append({ source: 'a', message: 'x' });
    await waitFor(() => expect(store.end).toBe(2));
    store.append({ source: 'a', message: 'y' });
    await dispose();
    expect(store.entries(0, 9).map(({ level, message }) => `${level} ${message}`)).toEqual([
      'info x',
      expect.stringMatching(/^warn The log file cannot be written, entries are in memory only: /),
      'info y',
    ]);
  });

  it.runIf(existsSync('/dev/full'))('on a full disk are one warning', async () => {
    const { store, dispose } = makeSink();
    mkdirSync(join(dir, 'logs'));
    symlink('/dev/full', store.files.current);
    store.append({ source: 'a', message: 'x' });
    await waitFor(() => expect(store.end).toBe(2));
    expect(store.entries(1, 1)[0]?.message).toMatch(/ENOSPC/);
    store.append({ source: 'a', message: 'y' });
    await dispose();
    expect(store.end).toBe(3);
  });
});
