import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLogSink } from '../../../core/log/create-log-sink.js';
import { TestLines } from '../../../core/log/test-lines.js';
import { expectQuick } from '../../support/expect-quick.js';

let dir: string;
const now = 1_000_000;
beforeEach(() => (dir = mkdtempSync(join(tmpdir(), 'devmgr-log-'))));
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const makeSink = (env: Record<string, string> = {}) =>
  createLogSink({ dir: join(dir, 'logs'), project: 'shop', env, now: () => now });
type Sink = ReturnType<typeof makeSink>;
const tests = ({ store }: Sink) => store.entries(0, 1000).map(({ message, test }) => [message, test]);

describe('a line that belongs to a test', () => {
  it('is told of before it comes and after it came', async () => {
    const sink = makeSink();
    const changes: number[] = [];
    sink.store.onDidChange(({ changed }) => changes.push(changed));
    sink.line('api', 'INFO:     first', 'stderr', now);
    sink.store.attribute({ source: 'api', text: 'INFO:     first', test: 't::a', at: now });
    sink.store.attribute({ source: 'api', text: 'second', test: 't::b', at: now });
    sink.line('api', 'nobody', 'stdout', now);
    sink.line('web', 'second', 'stdout', now);
    sink.line('api', 'second', 'stdout', now);
    expect(tests(sink)).toEqual([
      ['first', 't::a'],
      ['nobody', undefined],
      ['second', undefined],
      ['second', 't::b'],
    ]);
    await Promise.resolve();
    sink.store.attribute({ source: 'api', text: 'nobody', test: 't::c', at: now });
    await Promise.resolve();
    expect(changes).toEqual([0, 1]);
    await sink.dispose();
    const [file = ''] = readdirSync(join(dir, 'logs'));
    const written = readFileSync(join(dir, 'logs', file), 'utf8')
      .trimEnd()
      .split('\n');
    expect(written.map((line) => (JSON.parse(line) as { test?: string }).test)).toEqual([
      't::a',
      't::c',
      undefined,
      't::b',
    ]);
  });

  it('is found by what the log made of it: a traceback, secrets, escape sequences', async () => {
    const sink = makeSink({ API_TOKEN: 'tok-123456789' });
    const lines = ['\x1b[31mERROR:\x1b[0m    failed', 'Traceback (most recent call last):', '  File "a.py", line 1'];
    for (const line of lines) sink.line('api', line, 'stderr', now);
    sink.line('api', 'ValueError: no', 'stderr', now);
    sink.line('api', 'with ***', 'stdout', now);
    sink.store.attribute({ source: 'api', text: 'ValueError: no', test: 't::a', at: now });
    sink.store.attribute({ source: 'api', text: 'with tok-123456789', test: 't::b[tok-123456789]', at: now });
    sink.store.attribute({ source: 'api', text: lines[0] ?? '', test: 't::other', at: now });
    const [first, second] = sink.store.entries(0, 10);
    expect(first?.message).toContain('ValueError: no');
    expect([first?.test, second?.test]).toEqual(['t::a', 't::b[***]']);
    await sink.dispose();
  });

  it('is not one that came before it was written, and not one that comes much later', () => {
    const lines = new TestLines();
    expect(lines.line('GET / 200', 1, 1_000)).toBeUndefined();
    expect(lines.attribute('GET / 200', { test: 'a', at: 3_000 })).toBeUndefined();
    expect(lines.line('GET / 200', 2, 9_000)).toBeUndefined();
    expect(lines.attribute('GET / 200', { test: 'b', at: 9_000 })).toBe(2);
    expect(lines.unsettledFrom(9_010)).toBe(Infinity);
    lines.line('GET / 200', 3, 9_000);
    expect([lines.unsettledFrom(9_010), lines.unsettledFrom(9_100)]).toEqual([3, Infinity]);
  });

  it('is none of a test whose own line never came', () => {
    const told = (test: string, at: number, stream = 'out') => ({ test, at, stream });
    const glued = new TestLines();
    // Two threads have printed at once.
    glued.attribute('x', told('a', 1_000));
    glued.attribute('x', told('b', 1_000));
    expect(glued.line('xx', 1, 1_001)).toBeUndefined();
    glued.attribute('x', told('c', 1_002));
    expect(glued.line('x', 2, 1_003)).toBe('c');
    glued.line('yx', 3, 1_010);
    expect(glued.attribute('x', told('a', 1_010))).toBeUndefined();
    expect(glued.attribute('y', told('b', 1_010))).toBeUndefined();
    expect([glued.line('x', 4, 1_011), glued.line('y', 5, 1_011)]).toEqual([undefined, undefined]);
    glued.line('zz', 6, 1_020);
    expect([0, 1].map(() => glued.attribute('z', told('d', 1_020)))).toEqual([undefined, undefined]);
    expect(glued.attribute('z', told('e', 1_021))).toBeUndefined();
    expect(glued.line('z', 7, 1_022)).toBe('e');

    const past = new TestLines();
    past.attribute('x', told('a', 1_000));
    past.attribute('x', told('a', 1_000, 'err'));
    past.attribute('later', told('b', 1_050));
    expect(past.line('later', 1, 1_060)).toBe('b');
    expect([past.line('x', 2, 1_061), past.line('x', 3, 1_061)]).toEqual(['a', undefined]);
    past.attribute('x', told('c', 1_100));
    expect(past.line('x', 4, 1_090)).toBeUndefined();
  });

  it('keeps its test in whatever order the two ways are read', () => {
    const texts = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 40 });
    fc.assert(
      fc.property(texts, fc.infiniteStream(fc.boolean()), (written, choices) => {
        // Every line is of a test: its number. Both ways keep their order, but not with each other.
        const lines = new TestLines();
        const found = new Map<number, string>();
        let [line, told] = [0, 0];
        while (line < written.length || told < written.length) {
          const isLine = told >= written.length || (line < written.length && choices.next().value === true);
          if (isLine) {
            const test = lines.line(written[line] ?? '', line, 1_000);
            if (test !== undefined) found.set(line, test);
            line += 1;
          } else {
            const seq = lines.attribute(written[told] ?? '', { test: String(told), at: 1_000, stream: '1.out' });
            if (seq !== undefined) found.set(seq, String(told));
            told += 1;
          }
        }
        expect([...found].sort(([a], [b]) => a - b)).toEqual(written.map((_, at) => [at, String(at)]));
      }),
    );
  });

  it('is brought together in a flood without falling behind', async () => {
    const found = await expectQuick(2_000, () => {
      const lines = new TestLines();
      let count = 0;
      for (let index = 0; index < 200_000; index += 1) {
        lines.line('the same', index, 1_000);
        if (index % 2 === 0 && lines.attribute('the same', { test: 't', at: 1_000 }) !== undefined) count += 1;
      }
      return count;
    });
    expect(found).toBe(100_000);
  });
});
