import type { TextHandle, TextOptions } from 'devmgr/plugin-api';
import { describe, expect, it } from 'vitest';
import { createText } from '../../../../core/widgets/text/create-text.js';
import { HOSTILE, WidgetDriver } from '../../../support/drive-widget.js';
import { FakeWidgetHost } from '../../../support/fake-widget-host.js';

function textOf(options: TextOptions = {}, width = 12, height = 3) {
  const host = new FakeWidgetHost();
  const widget = createText(options, host);
  const driver = new WidgetDriver<TextHandle>(widget, width, height);
  const shown = () =>
    driver
      .paint()
      .rows()
      .map((row) => row.slice(0, driver.width - 1).trimEnd());
  return { host, driver, text: widget.handle, shown };
}

const numbered = (count: number) => Array.from({ length: count }, (_, index) => `line ${index}`);

describe('a text', () => {
  it('asks for no frame when it says the same again', () => {
    const { host, text, shown } = textOf();
    text.setLines(['one', [{ text: 'two', style: 'muted' }]]);
    host.frames = 0;
    text.setLines(['one', [{ text: 'two', style: 'muted' }]]);
    expect(host.frames).toBe(0);
    text.setLines(['one', [{ text: 'two', style: 'accent' }]]);
    expect(host.frames).toBe(1);
    const lines = ['one'];
    text.setLines(lines);
    lines.push('three');
    text.setLines(lines);
    expect(host.frames).toBe(3);
    expect(shown().slice(0, 2)).toEqual(['one', 'three']);
  });

  it('says when there is nothing', () => {
    expect(textOf({ empty: 'Pick a test.' }, 20).shown()[0]).toBe('Pick a test.');
  });

  it('scrolls by keys, wheel and scrollbar, no further than its ends', () => {
    const { driver, text, shown } = textOf();
    text.setLines(numbered(10));
    driver.press('down', 'pagedown');
    expect(shown()).toEqual(['line 3', 'line 4', 'line 5']);
    driver.press('end', 'down');
    expect(shown()[2]).toBe('line 9');
    driver.pointer('wheel-up');
    expect(shown()[0]).toBe('line 4');
    driver.press('home', 'up', 'pageup');
    driver.pointer('wheel-up');
    expect(shown()[0]).toBe('line 0');
    driver.pointer('down', 11, 2);
    expect(shown()[2]).toBe('line 9');
    expect(driver.press('x', 'enter', 'C-down')).toEqual([false, false, false]);
    expect(driver.pointer('down', 3, 1)).toBe(false);
  });

  it('keeps its place while that exists', () => {
    const { driver, text, shown } = textOf();
    text.setLines(numbered(10));
    driver.press('end');
    text.setLines(numbered(20));
    expect(shown()[0]).toBe('line 7');
    text.setLines(numbered(5));
    expect(shown()[0]).toBe('line 2');
  });

  it('tells which entry was clicked and where', () => {
    const { driver, text } = textOf({}, 12, 3);
    text.setLines(['one', 'two three four five']);
    driver.paint();
    const clicks: unknown[] = [];
    text.onDidClick((place) => clicks.push(place));
    driver.pointer('down', 4, 1);
    driver.press('right');
    driver.pointer('double', 0, 1);
    driver.pointer('down', 0, 2);
    driver.pointer('down', 0, -1);
    driver.pointer('up', 0, 0);
    expect(clicks).toEqual([
      { line: 1, cell: 4 },
      { line: 1, cell: 8 },
    ]);
  });

  it('knows how many rows it would take', () => {
    const { text } = textOf({ wrap: true });
    text.setLines(['one two three', '', 'four']);
    expect(text.rowsFor(9)).toBe(4);
    expect(text.rowsFor(80)).toBe(3);
    expect(text.rowsFor(9, 1)).toBe(2);
  });

  it('scrolls to a line, wrapped or not', () => {
    const { text, shown } = textOf({ wrap: true });
    text.setLines(['one two three four five six', ...numbered(9)]);
    text.scrollTo(2);
    expect(shown()[0]).toBe('line 1');
  });

  it('wraps at blanks, and keeps the entry on top when the width changes', () => {
    const { driver, text, shown } = textOf({ wrap: true });
    text.setLines(['one two three four', 'abcdefghijklmnopqrst', ...numbered(5)]);
    expect(shown()).toEqual(['one two', 'three four', 'abcdefghijk']);
    text.scrollTo(1);
    driver.resize(40, 3);
    expect(shown()[0]).toBe('abcdefghijklmnopqrst');
  });

  it('pans lines that are longer than the pane', () => {
    const { driver, text, shown } = textOf();
    text.setLines(['0123456789abcdefghij', 'short']);
    expect(shown()[0]).toBe('0123456789…');
    driver.press('right');
    expect(shown()).toEqual(['89abcdefgh…', '', '']);
    driver.press('right', 'right');
    expect(shown()[0]).toBe('9abcdefghij');
    driver.press('left', 'left');
    expect(shown()[0]).toBe('0123456789…');
  });

  it('shows an entry with newlines on several lines', () => {
    const { text, shown } = textOf();
    text.setLines([[{ text: 'a\nb', style: 'error' }], 'c']);
    expect(shown()).toEqual(['a', 'b', 'c']);
  });

  it('shows hostile text as text, wrapped and not', () => {
    for (const wrap of [true, false]) {
      const { driver, text } = textOf({ wrap }, 20, 6);
      text.setLines([HOSTILE, HOSTILE.repeat(30_000)]);
      expect(driver.paint().rows().join('')).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202e]/);
    }
  });

  it('costs what is visible', () => {
    const { driver, text } = textOf();
    text.setLines(numbered(100_000));
    expect(driver.paint().puts).toBeLessThan(10);
  });

  it('draws in any size', () => {
    const { driver, text } = textOf({ wrap: true });
    text.setLines(['漢字漢字', ...numbered(9)]);
    for (const [width, height] of [
      [0, 0],
      [1, 1],
      [2, 9],
      [300, 100],
    ] as const) {
      expect(() => driver.resize(width, height)).not.toThrow();
    }
  });
});
