import type { CodeContent, CodeHandle, CodeOptions } from 'devmgr/plugin-api';
import { describe, expect, it } from 'vitest';
import { createCode } from '../../../../core/widgets/code/create-code.js';
import { HOSTILE, WidgetDriver } from '../../../support/drive-widget.js';
import { FakeWidgetHost } from '../../../support/fake-widget-host.js';

const numbered = (count: number) => Array.from({ length: count }, (_, index) => `line ${index + 1}`).join('\n');

function codeOf(content?: CodeContent, options: CodeOptions = {}, width = 30, height = 5) {
  const host = new FakeWidgetHost();
  const widget = createCode(options, host);
  const driver = new WidgetDriver<CodeHandle>(widget, width, height);
  const code = widget.handle;
  code.setCode(content);
  const shown = () =>
    driver
      .paint()
      .rows()
      .map((row) => row.slice(0, Math.max(0, driver.width - 1)).trimEnd());
  return { host, driver, code, shown };
}

describe('code', () => {
  it('says when there is nothing, also for an empty file', () => {
    const { code, shown } = codeOf(undefined, { empty: 'Pick a source.' });
    expect(shown()[0]).toBe('Pick a source.');
    code.setCode({ text: '', language: 'python' });
    expect(shown()[0]).toBe('Pick a source.');
    code.setEmpty('An empty file.');
    expect(shown()[0]).toBe('An empty file.');
    code.setCode({ text: 'x' });
    code.setCode(undefined);
    expect(shown()[0]).toBe('An empty file.');
  });

  it('numbers its lines from the first one on, and the end of the last line begins no other', () => {
    expect(codeOf({ text: 'a\r\n\r\nb\r\n', firstLine: 98 }).shown()).toEqual([' 98  a', ' 99', '100  b', '', '']);
  });

  it('marks lines in the gutter', () => {
    const { driver, shown } = codeOf({ text: numbered(4), marked: { startLine: 2, endLine: 3 } });
    expect(shown().slice(0, 4)).toEqual(['1  line 1', '2▌ line 2', '3▌ line 3', '4  line 4']);
    expect(driver.paint().cell(0, 1).look).toBe('accent');
    driver.resize(12, 5);
    expect(shown().slice(0, 3)).toEqual(['  line 1', '▌ line 2', '▌ line 3']);
    driver.ascii = true;
    expect(shown().slice(0, 3)).toEqual(['  line 1', '| line 2', '| line 3']);
  });

  it('marks lines that no test has run, below those that are marked themselves', () => {
    const uncovered = [
      { startLine: 1, endLine: 2 },
      { startLine: 4, endLine: 4 },
    ];
    const { driver, shown } = codeOf({ text: numbered(5), uncovered, marked: { startLine: 4, endLine: 4 } });
    expect(shown().slice(0, 5)).toEqual(['1▌ line 1', '2▌ line 2', '3  line 3', '4▌ line 4', '5  line 5']);
    const canvas = driver.paint();
    expect([0, 1, 2, 3].map((y) => canvas.cell(0, y).look)).toEqual(['error', 'error', 'muted', 'accent']);
  });

  it('colours a text in its language, when the colours are there', async () => {
    const { driver, host } = codeOf({ text: 'def total():\n\treturn 1  # all', language: '.py' });
    expect(driver.paint().row(0)).toBe('1  def total():');
    const looks = () => {
      const canvas = driver.paint();
      return [canvas.cell(3, 0).look, canvas.cell(7, 0).look, canvas.cell(14, 1).look, canvas.cell(17, 1).look];
    };
    await expect.poll(looks).toEqual(['keyword', 'name', 'number', 'comment']);
    expect(host.frames).toBeGreaterThan(0);
    expect(driver.paint().row(1)).toBe('2      return 1  # all');
  });

  it('puts what stands after tabs into columns, whatever its colours', async () => {
    const text = 'type A struct {\n\tID\tint64\n\tName\tstring\n}';
    const { driver, shown } = codeOf({ text, language: 'go' });
    await expect.poll(() => driver.paint().cell(3, 0).look).toBe('keyword');
    expect(shown().slice(1, 3)).toEqual(['2      ID  int64', '3      Name    string']);
  });

  it('scrolls by keys, wheel and scrollbar, and says what is in view', () => {
    const { driver, code, shown } = codeOf({ text: numbered(100), firstLine: 11 });
    driver.press('down', 'pagedown');
    expect(code.topLine.get()).toBe(16);
    driver.press('end', 'down');
    expect(shown().at(-1)).toBe('110  line 100');
    driver.pointer('wheel-up');
    expect(code.topLine.get()).toBe(103);
    driver.press('home', 'up');
    expect(code.topLine.get()).toBe(11);
    driver.pointer('down', 29, 4);
    expect(code.topLine.get()).toBe(106);
    driver.pointer('drag', 3, 0);
    expect(code.topLine.get()).toBe(11);
    driver.pointer('up', 3, 0);
    expect(driver.pointer('drag', 3, 4)).toBe(false);
    expect(driver.press('x', 'enter', 'C-down', 'escape')).toEqual([false, false, false, false]);
    expect(driver.pointer('down', 3, 1)).toBe(false);
  });

  it('shows a line with some above it, also when it is told before there is room', () => {
    const host = new FakeWidgetHost();
    const widget = createCode({}, host);
    widget.handle.setCode({ text: numbered(100) });
    widget.handle.reveal(41);
    const driver = new WidgetDriver<CodeHandle>(widget, 30, 10);
    expect(widget.handle.topLine.get()).toBe(38);
    widget.handle.reveal(45);
    driver.paint();
    expect(widget.handle.topLine.get()).toBe(38);
    for (const [line, top] of [
      [100, 91],
      [1, 1],
      [5000, 91],
      [-3, 1],
    ] as const) {
      widget.handle.reveal(line);
      driver.paint();
      expect(widget.handle.topLine.get()).toBe(top);
    }
    driver.resize(30, 1);
    widget.handle.reveal(50);
    expect(driver.paint().row(0)).toContain('line 50');
  });

  it('keeps its place for the same text with other marks, and begins anew with another one', () => {
    const { driver, code } = codeOf({ text: numbered(100) });
    driver.press('pagedown');
    code.setCode({ text: numbered(100), marked: { startLine: 1, endLine: 2 } });
    expect(code.topLine.get()).toBe(5);
    code.setCode({ text: numbered(101) });
    expect(code.topLine.get()).toBe(1);
  });

  it('pans long lines; left at their beginning is for others', () => {
    const { driver, shown } = codeOf({ text: `${'0123456789'.repeat(4)}\nshort` });
    expect(shown()[0]).toBe('1  0123456789012345678901234…');
    expect(driver.press('left')).toEqual([false]);
    driver.press('right');
    expect(shown().slice(0, 2)).toEqual(['1  8901234567890123456789012…', '2']);
    driver.press('right', 'right');
    expect(shown()[0]).toBe('1  45678901234567890123456789');
    expect(driver.press('left', 'left', 'left')).toEqual([true, true, false]);
  });

  it('costs what is in view, of many lines and of a long one', () => {
    const { driver } = codeOf({ text: numbered(200_000), language: 'python' });
    expect(driver.paint().puts).toBeLessThan(20);
    const long = codeOf({ text: 'x = [1, '.repeat(40_000), language: 'python' });
    expect(long.shown()[0]).toMatch(/^1 {2}x = \[1, x.*…$/);
    expect(long.driver.press('right')).toEqual([true]);
  });

  it('shows problems below their lines, and counts lines as before', () => {
    const problems = [
      { line: 12, message: 'the bracket was never closed' },
      { line: 12, message: 'b is not defined' },
      { line: 4000, message: 'not there' },
    ];
    const { driver, code, shown } = codeOf({ text: numbered(100), firstLine: 11, problems }, {}, 30, 6);
    expect(shown()).toEqual([
      ' 11  line 1',
      ' 12  line 2',
      '     ^ the bracket was never',
      '       closed',
      '     ^ b is not defined',
      ' 13  line 3',
    ]);
    expect(driver.paint().cell(5, 2).look).toBe('error');
    driver.press('down', 'down', 'down');
    expect(code.topLine.get()).toBe(12);
    expect(shown()[0]).toBe('       closed');
    driver.press('down', 'down');
    expect(code.topLine.get()).toBe(13);
    driver.press('end');
    expect(shown().at(-1)).toBe('110  line 100');
  });

  it('shows a line together with its problem, and stays at its line when problems come and go', () => {
    const problems = [{ line: 47, message: 'a problem' }];
    const { driver, code, shown } = codeOf({ text: numbered(100), problems }, {}, 30, 6);
    code.reveal(44);
    driver.paint();
    expect(code.topLine.get()).toBe(42);
    expect(shown().at(-1)).toBe(' 47  line 47');
    code.reveal(47);
    expect(shown().slice(2, 4)).toEqual([' 47  line 47', '     ^ a problem']);
    driver.press('pagedown');
    const top = code.topLine.get();
    code.setCode({ text: numbered(100) });
    expect(code.topLine.get()).toBe(top);
    code.setCode({ text: numbered(100), problems: [...problems, { line: 2, message: 'another one' }] });
    expect(code.topLine.get()).toBe(top);
    driver.resize(12, 6);
    expect(code.topLine.get()).toBe(top);
  });

  it('marks what no screen draws, and leaves emoji as they are', () => {
    const { driver, shown } = codeOf({ text: 'a\u202eb\t\x1b[31mc\n\u200b👨\u200d👩 ✔\ufe0f' }, {}, 40);
    expect(shown()[0]).toBe('1  a<U+202E>b  <U+001B>[31mc');
    expect(shown()[1]?.replaceAll(/\s/g, '')).toBe('2<U+200B>👨✔');
    expect([driver.paint().cell(3, 0).look, driver.paint().cell(4, 0).look]).toEqual(['default', 'error']);
  });

  it('survives hostile text and every size', () => {
    const { driver, host } = codeOf({
      text: `${HOSTILE}\n\t${HOSTILE}\t漢`,
      language: 'python',
      problems: [{ line: 1, message: HOSTILE }],
    });
    for (const width of [0, 1, 2, 3, 19, 20, 80]) {
      for (const height of [0, 1, 4]) {
        const rows = driver.resize(width, height).rows();
        expect(rows.join('')).not.toMatch(/[\x00-\x1f\x7f-\x9f\u202e]/);
        driver.press('down', 'right', 'left', 'end', 'home');
      }
    }
    expect(host.errors).toEqual([]);
  });
});
