import { expect, it } from 'vitest';
import { textTools } from '../../../../core/screen/text/text-tools.js';
import { entryExcerpt } from '../../../../plugins/logs/view/entry-excerpt.js';
import { FakeLogStore } from '../fake-log-store.js';

const text = textTools((line) => line);
const excerpt = (log: FakeLogStore, seq: number) => {
  const [entry] = log.entries(seq, 1);
  return entry ? entryExcerpt(entry, log, text).split('\n') : expect.unreachable();
};

it('takes eight entries before and four behind, and no more than there are', () => {
  const log = new FakeLogStore();
  log.add(Array.from({ length: 30 }, (_, at) => ({ message: `line ${at}` })));
  const lines = excerpt(log, 20);
  expect(lines.map((line) => Number(/line (\d+)$/.exec(line)?.[1]))).toEqual(
    Array.from({ length: 13 }, (_, at) => at + 12),
  );
  expect(lines.filter((line) => line.startsWith('>'))).toEqual([expect.stringMatching(/line 20$/)]);
  expect(excerpt(log, 0)).toHaveLength(5);
  expect(excerpt(log, 29)).toHaveLength(9);
});

it('keeps beginning and end of what is long', () => {
  const log = new FakeLogStore();
  const long = (count: number) => Array.from({ length: count }, (_, at) => `row ${at}`).join('\n');
  log.add([{ message: long(100) }, { message: long(1000) }, { message: 'x'.repeat(5_000) }]);
  const lines = excerpt(log, 1);
  expect(lines).toHaveLength(7 + 301 + 1);
  expect(lines[0]).toMatch(/^ {2}.*row 0$/);
  expect(lines.slice(1, 7)).toEqual([
    '    row 1',
    '    … 94 lines left out',
    ...[96, 97, 98, 99].map((at) => `    row ${at}`),
  ]);
  expect(lines[7]).toMatch(/^> .*row 0$/);
  expect(lines).toContain('    … 700 lines left out');
  expect(lines).toContain('    row 999');
  expect(lines.at(-1)?.length).toBeLessThan(1_100);
});

it('an entry that has fallen out of the log meanwhile stands alone', () => {
  const log = new FakeLogStore(2);
  log.add([{ message: 'gone' }]);
  const [entry] = log.entries(0, 1);
  log.add([{ message: 'a' }, { message: 'b' }, { message: 'c' }]);
  expect(entry && entryExcerpt(entry, log, text)).toMatch(/^> [^\n]*gone$/);
});
