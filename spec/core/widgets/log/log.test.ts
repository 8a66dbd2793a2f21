import type { LogHandle, LogSource, StyledText } from 'devmgr/plugin-api';
import { describe, expect, it } from 'vitest';
import { createLog } from '../../../../core/widgets/log/create-log.js';
import { HOSTILE, WidgetDriver } from '../../../support/drive-widget.js';
import { FakeWidgetHost } from '../../../support/fake-widget-host.js';

/** Lines `line 0`, `line 1`, ... of which the last `capacity` are kept, as a ring does. */
class CountingSource implements LogSource {
  end = 0;
  asked = 0;
  readonly #capacity: number;

  constructor(lines: number, capacity = Number.POSITIVE_INFINITY) {
    this.#capacity = capacity;
    this.end = lines;
  }

  get first(): number {
    return Math.max(0, this.end - this.#capacity);
  }

  lines(first: number, count: number): readonly StyledText[] {
    this.asked = Math.max(this.asked, count);
    return Array.from({ length: count }, (_, index) => `line ${first + index}`);
  }
}

function logOf(source: LogSource | undefined, width = 20, height = 4) {
  const host = new FakeWidgetHost();
  const widget = createLog({ empty: 'No lines yet.' }, host);
  if (source) widget.handle.setSource(source);
  const driver = new WidgetDriver<LogHandle>(widget, width, height);
  return {
    host,
    driver,
    log: widget.handle,
    shown: () =>
      driver
        .paint()
        .rows()
        .map((row) => row.slice(0, 18).trim()),
  };
}

const listOf = (...lines: StyledText[]): LogSource => ({
  first: 0,
  end: lines.length,
  lines: (first, count) => lines.slice(first, first + count),
});

describe('a log', () => {
  it('says when there is nothing', () => {
    expect(logOf(undefined).shown()[0]).toBe('No lines yet.');
    expect(logOf(listOf()).shown()[0]).toBe('No lines yet.');
  });

  it('says something else when there is nothing, on as many lines as it takes', () => {
    const { log, shown } = logOf(listOf());
    log.setEmpty('Nothing matches the filter here.');
    expect(shown().slice(0, 2)).toEqual(
      ['Nothing matches the', 'filter here.'].map((text) => text.slice(0, 18).trim()),
    );
  });

  it('follows the end', () => {
    const source = new CountingSource(2);
    const { log, shown, host } = logOf(source);
    expect(shown()).toEqual(['line 0', 'line 1', '', '']);
    source.end = 100;
    const frames = host.frames;
    log.changed();
    expect(host.frames).toBe(frames + 1);
    expect(shown()).toEqual(['line 96', 'line 97', 'line 98', 'line 99']);
    expect([log.following.get(), log.cursor.get()]).toEqual([true, undefined]);
  });

  it('holds when scrolled up, and End follows again', () => {
    const source = new CountingSource(100);
    const { driver, log, shown } = logOf(source);
    driver.press('up');
    expect([log.following.get(), log.cursor.get()]).toEqual([false, 99]);
    driver.press('up', 'up', 'up', 'up');
    source.end = 200;
    expect(shown()).toEqual(['line 95', 'line 96', 'line 97', 'line 98']);
    expect(driver.paint().cell(0, 0).base).toBe('selection');
    driver.press('end');
    expect(log.following.get()).toBe(true);
    expect(shown()[3]).toBe('line 199');
  });

  it('scrolls by page, to the start, and with the wheel', () => {
    const { driver, log, shown } = logOf(new CountingSource(100));
    driver.press('pageup');
    expect([shown()[0], log.cursor.get()]).toEqual(['line 93', 96]);
    driver.press('home');
    expect([shown()[0], log.cursor.get()]).toEqual(['line 0', 0]);
    driver.press('pagedown', 'down');
    expect([shown()[0], log.cursor.get()]).toEqual(['line 3', 4]);
    driver.press('end');
    driver.pointer('wheel-up');
    expect([shown()[0], log.following.get()]).toEqual(['line 93', false]);
    driver.pointer('wheel-down');
    expect(log.following.get()).toBe(false);
    driver.pointer('wheel-down');
    expect(log.following.get()).toBe(true);
  });

  it('does not hold for a wheel when all lines are in view', () => {
    const { driver, log } = logOf(new CountingSource(3));
    driver.pointer('wheel-up');
    expect(log.following.get()).toBe(true);
    expect(driver.press('down', 'x', 'C-up', 'space')).toEqual([true, false, false, false]);
    expect(log.following.get()).toBe(true);
  });

  it('activates the line under the cursor', () => {
    const { driver, log } = logOf(new CountingSource(100));
    const activated: number[] = [];
    log.onDidActivate((line) => activated.push(line));
    expect(driver.press('enter')).toEqual([false]);
    driver.pointer('down', 2, 1);
    expect(log.cursor.get()).toBe(97);
    driver.press('enter');
    driver.pointer('double', 2, 3);
    expect(activated).toEqual([97, 99]);
    expect(driver.pointer('down', 2, -1)).toBe(false);
  });

  it('goes to a line and holds there', () => {
    const { log, shown } = logOf(new CountingSource(100));
    log.goTo(50);
    expect([log.cursor.get(), shown()]).toEqual([50, ['line 48', 'line 49', 'line 50', 'line 51']]);
    log.goTo(5_000);
    expect(log.cursor.get()).toBe(99);
    log.follow(true);
    expect(log.cursor.get()).toBeUndefined();
    log.follow(false);
    expect([log.following.get(), log.cursor.get()]).toEqual([false, 99]);
  });

  it('drags its scrollbar', () => {
    const { driver, log, shown } = logOf(new CountingSource(100));
    driver.pointer('down', 19, 0);
    expect([shown()[0], log.following.get()]).toEqual(['line 0', false]);
    driver.pointer('drag', 19, 3);
    expect(shown()[3]).toBe('line 99');
  });

  it('moves on when held lines fall out of the source', () => {
    const source = new CountingSource(100, 100);
    const { log, shown } = logOf(source);
    log.goTo(10);
    source.end = 300;
    expect(shown()[0]).toBe('line 200');
    expect(log.cursor.get()).toBe(200);
    log.setSource(listOf());
    expect(shown()[0]).toBe('No lines yet.');
    expect(log.following.get()).toBe(true);
  });

  it('shows one row an entry: the first line of several, long ones cut', () => {
    const spans = [{ text: 'ERROR ', style: 'error' as const }, { text: 'boom\nTraceback' }];
    const { driver, shown } = logOf(listOf('one\ntwo', spans, 'x'.repeat(30)));
    expect(shown().slice(0, 3)).toEqual(['one …', 'ERROR boom …', 'xxxxxxxxxxxxxxxxxx']);
    expect(driver.paint().row(2)).toBe(`${'x'.repeat(18)}…`);
    expect(driver.paint().cell(0, 1).look).toBe('error');
  });

  it('shows hostile text as text', () => {
    const { driver } = logOf(listOf(HOSTILE, HOSTILE.repeat(50_000)));
    expect(driver.paint().rows().join('')).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202e]/);
  });

  it('keeps the cursor in view in any size', () => {
    const { driver, log } = logOf(new CountingSource(100));
    log.goTo(50);
    for (const [width, height] of [
      [0, 0],
      [1, 1],
      [1, 50],
      [80, 1],
      [200, 300],
    ] as const)
      driver.resize(width, height);
    const canvas = driver.resize(20, 3);
    expect(canvas.rows().some((row) => row.startsWith('line 50'))).toBe(true);
  });

  it('survives a source that throws or returns too much', () => {
    const { driver, log, host } = logOf({ first: 0, end: 9, lines: () => fail() });
    expect(
      driver
        .paint()
        .rows()
        .map((row) => row.slice(0, 18).trim()),
    ).toEqual(['', '', '', '']);
    expect(host.errors[0]).toBe('log lines: broken');
    log.setSource({ first: 0, end: 2, lines: () => Array.from({ length: 1000 }, () => 'x') });
    expect(driver.paint().rows()).toEqual(['x', 'x', '', '']);
    log.following.onDidChange(() => fail());
    driver.press('up');
    expect(host.errors.at(-1)).toBe('a listener of the log: broken');
  });

  it('keeps nothing of 1,000,000 lines', () => {
    const source = new CountingSource(0, 10_000);
    const { driver, log } = logOf(source);
    globalThis.gc?.();
    const before = process.memoryUsage().heapUsed;
    for (let line = 1; line <= 1_000_000; line++) {
      source.end = line;
      log.changed();
      if (line % 10_000 === 0) driver.paint();
    }
    globalThis.gc?.();
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(40_000_000);
    expect(source.asked).toBeLessThanOrEqual(4);
    expect(driver.paint().puts).toBeLessThanOrEqual(8);
    expect(driver.paint().row(3).startsWith('line 999999')).toBe(true);
  });
});

function fail(): never {
  throw new Error('broken');
}
