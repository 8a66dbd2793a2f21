import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readLogWindow } from '../../../../plugins/tests/explain/read-log-window.js';
import { serverLines } from '../../../../plugins/tests/explain/server-lines.js';

const BEGIN = Date.parse('2026-11-20T10:00:00.000Z');
const at = (second: number) => new Date(BEGIN + second * 1000).toISOString();
const line = (second: number, source: string, message: string, more: object = {}) =>
  `${JSON.stringify({ at: at(second), level: 'info', source, message, seq: second, ...more })}\n`;

async function folder(files: Readonly<Record<string, string>>) {
  const dir = await mkdtemp(join(tmpdir(), 'devmgr-window-'));
  for (const [name, text] of Object.entries(files)) await writeFile(join(dir, name), text);
  return { dir, [Symbol.asyncDispose]: () => rm(dir, { recursive: true }) };
}

it('finds what was said between two moments, in every file of the project', async () => {
  await using test = await folder({
    'shop-1.20261120-095900.7.jsonl': line(1, 'api', 'before') + line(5, 'api', 'GET /a') + line(20, 'api', 'after'),
    'shop-1.20261120-095930.8.2.jsonl': `{"at":"broken\n${line(4, 'worker', 'took a job', { test: 't.py::a' })}[]\n`,
    'other.20261120-095900.7.jsonl': line(5, 'api', 'of another project'),
    'shop-1.notes.txt': line(5, 'api', 'no log'),
    'shop-1.20261119-000000.6.jsonl': line(5, 'api', 'a file that nobody has written to since'),
  });
  await utimes(join(test.dir, 'shop-1.20261119-000000.6.jsonl'), 1, 1);
  const current = join(test.dir, 'shop-1.20261120-101500.9.jsonl');
  const window = { from: BEGIN + 3_000, to: BEGIN + 10_000, signal: new AbortController().signal };
  const found = await readLogWindow({ current, dir: test.dir }, window);
  expect(found.map(({ source, message }) => `${source} ${message}`)).toEqual(['worker took a job', 'api GET /a']);
  expect(serverLines(found, 't.py::a')).toMatchObject([{ lines: [expect.stringContaining('worker | took a job')] }]);
  expect(serverLines(found, 't.py::b')).toMatchObject([{ lines: [expect.stringContaining('api | GET /a')] }]);
});

it('has nothing where there is no folder', async () => {
  const window = { from: 0, to: 1, signal: new AbortController().signal };
  expect(await readLogWindow({ current: '/nowhere/x.20261120-101500.9.jsonl', dir: '/nowhere' }, window)).toEqual([]);
});

it('takes what devmgr itself writes for no server', () => {
  const entry = { at: BEGIN, level: 'info', message: 'pytest said', test: undefined };
  expect(serverLines([{ ...entry, source: 'tests' }], 'x')).toEqual([]);
});
