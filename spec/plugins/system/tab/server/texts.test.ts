import { expect, it } from 'vitest';
import { byteText } from '../../../../../plugins/system/tab/server/byte-text.js';
import { MetricHistory } from '../../../../../plugins/system/tab/server/metric-history.js';
import { requestFiguresText } from '../../../../../plugins/system/tab/server/request-figures-text.js';
import { shellLine } from '../../../../../plugins/system/tab/server/shell-line.js';
import { SeenOutput } from '../../../../../plugins/system/tab/seen-output.js';

it.each([
  [0, '0 B'],
  [999, '999 B'],
  [1_000, '1.0 kB'],
  [48_200_000, '48 MB'],
])('%i bytes are %s', (bytes, text) => expect(byteText(bytes)).toBe(text));

it('quotes words for a shell', () =>
  expect(shellLine(['sh', '-c', "echo it's", 'a=b', ''])).toBe(`sh -c 'echo it'\\''s' a=b ''`));

it('says how often, how fast and how many failed', () => {
  const total = { route: '', count: 3, errors: 1, lastStatus: 500, p50: 3.96, p95: 9, p99: 41.2 };
  const summary = { total, routes: [], rate: [], sliceMs: 1, perMinute: 38 };
  expect(requestFiguresText(summary)).toEqual([
    { text: '38/min · p50 4.0 · p95 9 · p99 41 ms · ' },
    { text: '1 error', style: 'error' },
  ]);
  const unmeasured = { ...total, errors: 0, p50: undefined };
  expect(requestFiguresText({ ...summary, total: unmeasured })).toBe('38/min');
});

it('keeps a gap for the time in which a server did not run', () => {
  const history = new MetricHistory();
  const known = { name: 'api', kind: 'app', target: '', restarts: 0 } as const;
  const metrics = { cpuPercent: 3, rssBytes: 4, latenciesMs: [] };
  const running = {
    ...known,
    status: 'running',
    pid: 1,
    startedAt: 0,
    url: '',
    health: { kind: 'unknown' },
    metrics,
  } as const;
  history.take([{ ...known, status: 'stopped' }]);
  expect(history.of('api').cpu).toEqual([]);
  for (const state of [running, { ...known, status: 'stopped' } as const, running]) history.take([state]);
  expect(history.of('api')).toEqual({ cpu: [3, NaN, 3], rss: [4, NaN, 4] });
});

it('marks who has written since somebody looked', () => {
  const written = new Map([['api', 0]]);
  const seen = new SeenOutput({ output: (name) => ({ endLine: written.get(name) ?? 0 }) as never });
  expect(seen.hasNews('api')).toBe(false);
  written.set('api', 3);
  expect(seen.hasNews('api')).toBe(true);
  seen.look('api');
  expect(seen.hasNews('api')).toBe(false);
});
