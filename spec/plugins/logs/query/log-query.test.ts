import { FakeClock } from 'devmgr/plugin-api/testing';
import { expect, it } from 'vitest';
import type { Filter } from '../../../../plugins/logs/query/entry-filter.js';
import { findError } from '../../../../plugins/logs/query/find-error.js';
import { LevelCounts } from '../../../../plugins/logs/query/level-counts.js';
import { LogQuery } from '../../../../plugins/logs/query/log-query.js';
import { parseTextQuery } from '../../../../plugins/logs/query/text-query.js';
import { FakeLogStore } from '../fake-log-store.js';
import { expectCost } from '../../../support/expect-cost.js';
import { processorMs } from '../../../support/processor-ms.js';

const filter = (given: Partial<Omit<Filter, 'text'>> & { text?: string } = {}): Filter => ({
  level: given.level ?? 'debug',
  source: given.source,
  text: parseTextQuery(given.text ?? ''),
});

function makeQuery(log = new FakeLogStore(), first = filter()) {
  const clock = new FakeClock();
  const query = new LogQuery(log, clock, first);
  const shown = () => {
    const { first: from, end } = query.lines;
    return Array.from({ length: end - from }, (_, index) => query.entry(from + index)?.message);
  };
  return { log, clock, query, shown };
}

it('selects by level, source, words and expressions, also what comes later', () => {
  const { log, query, shown } = makeQuery();
  log.add([
    { message: 'GET /orders', level: 'info' },
    { message: 'GET /health', level: 'debug' },
    { message: 'boom', level: 'error', source: 'tests' },
  ]);
  query.setFilter(filter({ level: 'info' }));
  expect(shown()).toEqual(['GET /orders', 'boom']);
  query.setFilter(filter({ source: 'tests' }));
  expect(shown()).toEqual(['boom']);
  query.setFilter(filter({ text: 'get -health' }));
  log.add([{ message: 'get /new' }, { message: 'other' }]);
  expect(shown()).toEqual(['GET /orders', 'get /new']);
  query.setFilter(filter({ text: '/^(GET|boom)/' }));
  log.add([{ message: 'GET /newer' }, { message: 'other GET' }]);
  expect(shown()).toEqual(['GET /orders', 'GET /health', 'boom', 'GET /newer']);
});

it('finds the newest at once and the older ones in slices, under lines that do not change', () => {
  const log = new FakeLogStore();
  log.add(Array.from({ length: 50_000 }, (_, index) => ({ message: index % 10 === 0 ? `wanted ${index}` : 'x' })));
  const { clock, query, shown } = makeQuery(log);
  clock.advance(1000);
  query.setFilter(filter({ text: 'wanted' }));
  expect(query.state.get().isScanning).toBe(true);
  expect(shown()).toHaveLength(100);
  expect(shown().at(-1)).toBe('wanted 49990');
  const line = query.lines.end - 1;
  log.add([{ message: 'wanted new' }]);
  clock.advance(1000);
  expect(query.state.get().isScanning).toBe(false);
  expect(shown()).toHaveLength(5001);
  expect(shown()[0]).toBe('wanted 0');
  expect(query.entry(line)?.message).toBe('wanted 49990');
  expect(query.entry(line + 1)?.message).toBe('wanted new');
  expect(clock.pending).toBe(0);
});

it('takes less than 50 ms for any step over 50,000 entries', async () => {
  const log = new FakeLogStore();
  log.add(Array.from({ length: 50_000 }, (_, index) => ({ message: `GET /orders/${index} 200 in ${index % 97} ms` })));
  const longestStep = () => {
    const waiting: (() => void)[] = [];
    const setTimeout = (callback: () => void) => (waiting.push(callback), { dispose: () => undefined });
    const query = new LogQuery(log, { now: () => 0, setTimeout, setInterval: setTimeout }, filter());
    let longest = 0;
    const timed = (step: () => void) => {
      const before = processorMs();
      step();
      longest = Math.max(longest, processorMs() - before);
    };
    for (const text of ['orders -health 77', '/o.*7\\d+ 200/', '/(GET|POST) .*ms$/i']) {
      waiting.length = 0;
      timed(() => query.setFilter(filter({ text })));
      for (let slice = waiting.shift(); slice; slice = waiting.shift()) timed(slice);
      // A busy machine may take the time of the expression away: it is given up then.
      expect(query.state.get().isScanning).toBe(false);
    }
    return longest;
  };
  await expectCost(50, longestStep);
});

it('looks again at an entry that has grown', () => {
  const { log, query, shown } = makeQuery();
  query.setFilter(filter({ text: 'valueerror' }));
  log.add([{ message: 'Exception', level: 'error' }, { message: 'next ValueError' }]);
  expect(shown()).toEqual(['next ValueError']);
  log.grow(0, 'Exception\nValueError: x');
  expect(shown()).toEqual(['Exception\nValueError: x', 'next ValueError']);
});

it('forgets what the log has forgotten', () => {
  const { log, query, shown } = makeQuery(new FakeLogStore(100));
  for (let index = 0; index < 1000; index += 1) log.add([{ message: `m${index}` }]);
  expect(shown()).toHaveLength(100);
  expect([query.lines.first, query.lines.end]).toEqual([900, 1000]);
  query.setFilter(filter({ text: '99' }));
  expect(shown()).toEqual(
    ['m990', 'm991', 'm992', 'm993', 'm994', 'm995', 'm996', 'm997', 'm998', 'm999'].filter((m) => m.includes('99')),
  );
});

it('clears and shows again', () => {
  const { log, query, shown } = makeQuery();
  log.add([{ message: 'old' }]);
  query.setCleared(true);
  expect(shown()).toEqual([]);
  log.add([{ message: 'new' }]);
  query.setFilter(filter({ level: 'info' }));
  expect(shown()).toEqual(['new']);
  query.setCleared(false);
  expect(shown()).toEqual(['old', 'new']);
});

it('gives up an expression that takes too long, and says so', () => {
  const { log, query, shown } = makeQuery();
  log.add([{ message: 'a'.repeat(60) + 'b' }, { message: 'debug', level: 'debug' }]);
  query.setFilter(filter({ level: 'info', text: '/(a+)+$/' }));
  expect(query.state.get().problem).toBe('The expression takes too long');
  expect(shown()).toEqual(['a'.repeat(60) + 'b']);
  query.setFilter(filter({ text: '/(/' }));
  expect(query.state.get().problem).toBe('Unterminated group');
  expect(shown()).toHaveLength(2);
  query.setFilter(filter({ text: 'debug' }));
  expect(query.state.get().problem).toBeUndefined();
});

it('tells its listener, and nobody after it is disposed', () => {
  const { log, query } = makeQuery();
  let calls = 0;
  query.onLines(() => (calls += 1));
  log.add([{ message: 'a' }]);
  expect(calls).toBe(1);
  query.dispose();
  log.add([{ message: 'b' }]);
  expect(calls).toBe(1);
});

it('finds errors among what is shown', () => {
  const { log, query } = makeQuery();
  log.add([
    { message: '0' },
    { message: '1', level: 'error' },
    { message: '2' },
    { message: '3', level: 'error', source: 'b' },
  ]);
  expect(findError(query, 4, -1)).toBe(3);
  expect(findError(query, 3, -1)).toBe(1);
  expect(findError(query, 1, -1)).toBeUndefined();
  expect(findError(query, 1, 1)).toBe(3);
  query.setFilter(filter({ source: 'api' }));
  expect(findError(query, query.lines.end, -1)).toBe(query.lines.first + 1);
});

it('counts errors and warnings of the session', () => {
  const log = new FakeLogStore();
  log.add([{ message: 'a', level: 'error' }]);
  const counts = new LevelCounts(log);
  log.add([{ message: 'b', level: 'warn' }, { message: 'c' }]);
  log.grow(0, 'a\nb');
  log.add([{ message: 'd', level: 'error' }]);
  expect([counts.errors, counts.warnings]).toEqual([2, 1]);
});
