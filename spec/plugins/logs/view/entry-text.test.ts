import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LogEntry } from 'devmgr/plugin-api/contracts/log-store';
import { textTools } from '../../../../core/screen/text/text-tools.js';
import { entryLine, lineText } from '../../../../plugins/logs/view/entry-line.js';
import { entryPage } from '../../../../plugins/logs/view/entry-page.js';
import { entrySummary } from '../../../../plugins/logs/view/entry-summary.js';
import { markPlaces } from '../../../../plugins/logs/view/mark-places.js';

const text = textTools((value) => value);
const entry = (message: string, more: Partial<LogEntry> = {}): LogEntry => ({
  seq: 0,
  at: new Date(2026, 0, 2, 12, 4, 31, 118).getTime(),
  level: 'info',
  source: 'api',
  message,
  ...more,
});
const plain = (spans: readonly { text: string }[]) => spans.map((span) => span.text).join('');
const line = (given: LogEntry, width = 100, places: readonly number[] = []) => {
  const options = { sourceWidth: 8, width, text };
  return entryLine(given, lineText(given, options), places, options);
};

const TRACEBACK =
  'Traceback (most recent call last):\n  File "a.py", line 1, in f\n    raise\nValueError: negative quantity';

describe('the line of an entry', () => {
  it('has time, level, source and message', () => {
    expect(plain(line(entry('GET /orders 200 4ms')))).toBe('12:04:31.118 INFO  api      GET /orders 200 4ms');
    expect(plain(line(entry('slow', { level: 'warn', source: 'a-very-long-name' })))).toBe(
      '12:04:31.118 WARN  a-ve…ame slow',
    );
  });

  it('has a sign for what is behind it', () => {
    const given = entry(`Exception in ASGI application\n${TRACEBACK}`, { level: 'error' });
    expect(plain(line(given))).toBe(
      '12:04:31.118 ERROR api      ValueError: negative quantity  ▸ 5 lines (Enter opens)',
    );
    expect(plain(line(entry(`${'x'.repeat(300)}\nmore`), 80))).toHaveLength(80);
  });

  it('marks matches and never loses text', () => {
    expect(line(entry('GET /orders'), 100, [0, 3]).slice(3)).toEqual([
      { text: 'GET', style: 'match' },
      { text: ' /orders', style: 'default' },
    ]);
    fc.assert(
      fc.property(fc.string(), fc.array(fc.nat(20)), (message, numbers) => {
        const places = [...new Set(numbers)].sort((a, b) => a - b);
        expect(
          plain(
            markPlaces(
              message,
              places.filter((place) => place <= message.length),
              'default',
            ),
          ),
        ).toBe(message);
      }),
    );
  });

  it('is one line of printable text, whatever comes', () => {
    const given = entry('a\x1b[31mred\x07\r\n\tb', { source: 'x\ny' });
    expect(plain(line(given))).not.toMatch(/[\x00-\x1f]/);
  });
});

describe('the summary', () => {
  it.each([
    ['one line', 'one line'],
    ['first\nsecond', 'first'],
    [TRACEBACK, 'ValueError: negative quantity'],
    [`Could not save\n${TRACEBACK}`, 'Could not save · ValueError: negative quantity'],
    [
      `${TRACEBACK}\n\nDuring handling of the above exception, another exception occurred:\n\n${TRACEBACK.replace('ValueError: negative quantity', 'app.errors.KeyError: 1')}`,
      'app.errors.KeyError: 1',
    ],
    ['Traceback (most recent call last):\n  File "a.py", line 1\napp.Custom: odd', 'app.Custom: odd'],
    [
      'Traceback (most recent call last):\n  File "a.py", line 1\npydantic.ValidationError: 1 validation error for Order\nname\n  Field required',
      'pydantic.ValidationError: 1 validation error for Order',
    ],
    [
      '  + Exception Group Traceback (most recent call last):\n  |   File "a.py", line 1\n  | ExceptionGroup: two (2 sub-exceptions)\n  +-+---------------- 1 ----------------\n    | ValueError: 1',
      'ExceptionGroup: two (2 sub-exceptions)',
    ],
    ['Traceback (most recent call last):\n  File "a.py"', 'Traceback (most recent call last):'],
  ])('%#', (message, summary) => expect(entrySummary(message).text).toBe(summary));
});

it('shows an entry as a page', () => {
  const page = entryPage(entry(TRACEBACK, { level: 'error' }), text);
  const lines = page.map((part) => (typeof part === 'string' ? part : plain(part)));
  expect(lines).toEqual(['2026-01-02 12:04:31.118  ERROR  api', '', ...TRACEBACK.split('\n')]);
  expect(page[3]).toEqual([{ text: '  ' }, { text: 'File "a.py", line 1, in f', style: 'code' }]);
  expect(entryPage(entry('{"a":1}'), text)).toContain('  "a": 1');
});
