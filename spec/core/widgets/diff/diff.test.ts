import type { DiffContent, DiffHandle, DiffHunk, DiffOptions } from 'devmgr/plugin-api';
import { describe, expect, it } from 'vitest';
import { createDiff } from '../../../../core/widgets/diff/create-diff.js';
import { HOSTILE, WidgetDriver } from '../../../support/drive-widget.js';
import { FakeWidgetHost } from '../../../support/fake-widget-host.js';
import { hunk, manyHunks } from './diff-hunks.js';
import { expectQuick } from '../../../support/expect-quick.js';

function diffOf(hunks?: readonly DiffHunk[], options: DiffOptions = {}, width = 40, height = 8) {
  const host = new FakeWidgetHost();
  const widget = createDiff(options, host);
  const driver = new WidgetDriver<DiffHandle>(widget, width, height);
  const diff = widget.handle;
  const set = (next: readonly DiffHunk[], more: Omit<DiffContent, 'hunks'> = {}) =>
    diff.setDiff({ hunks: next, ...more });
  if (hunks) set(hunks);
  const activated: string[] = [];
  const toggled: string[] = [];
  diff.onDidActivate(({ id }) => void activated.push(id));
  diff.onDidToggle(({ id }) => void toggled.push(id));
  const shown = () =>
    driver
      .paint()
      .rows()
      .map((row) => row.slice(0, Math.max(0, driver.width - 1)).trimEnd());
  const selected = () => diff.selected.get()?.id;
  return { host, driver, diff, set, shown, selected, activated, toggled };
}

const small = hunk('a', [' def total():', '-    return 0', '+    return sum(items)', '+    # all'], 9);

describe('what a diff shows', () => {
  it('says when there is nothing', () => {
    const { diff, set, shown } = diffOf(undefined, { empty: 'No code yet.' });
    expect(shown()[0]).toBe('No code yet.');
    set([]);
    diff.setEmpty('Nothing would change.');
    expect(shown()[0]).toBe('Nothing would change.');
    set([small]);
    diff.setDiff(undefined);
    expect(shown()[0]).toBe('Nothing would change.');
  });

  it('has a header, two columns of numbers and one of signs', () => {
    expect(diffOf([small]).shown().slice(0, 5)).toEqual([
      '▌[?] hunk a',
      '▌ 9  9   def total():',
      '▌10    -     return 0',
      '▌   10 +     return sum(items)',
      '▌   11 +     # all',
    ]);
  });

  it('has one column of numbers for a new file, and none where it is narrow', () => {
    const { driver, shown } = diffOf([hunk('a', ['+one', '+two'])]);
    expect(shown().slice(1, 3)).toEqual(['▌1 + one', '▌2 + two']);
    driver.resize(20, 4);
    expect(shown().slice(1, 3)).toEqual(['▌+ one', '▌+ two']);
    driver.ascii = true;
    expect(shown()[1]).toBe('|+ one');
  });

  it('lays a tint under what is added and removed, and dims what is rejected', () => {
    const { driver, set, shown } = diffOf([small]);
    const cell = (x: number, y: number) => driver.paint().cell(x, y);
    expect([cell(12, 1).base, cell(12, 2).base, cell(12, 3).base]).toEqual([undefined, 'removed-line', 'added-line']);
    expect([cell(7, 2).look, cell(7, 3).look, cell(38, 3).base]).toEqual(['removed', 'added', 'added-line']);
    set([{ ...small, decision: 'rejected' }]);
    expect(shown()[0]).toBe('▌[ ] hunk a');
    expect(cell(15, 3)).toMatchObject({ look: 'muted', base: undefined });
    set([{ ...small, decision: 'accepted' }]);
    expect(shown()[0]).toBe('▌[x] hunk a');
  });

  it('colours each side in its language, when the colours are there', async () => {
    const { driver, host, set } = diffOf();
    // Were both sides one text, the string that begins on the left one would go on to the right one.
    set([hunk('a', ['-x = """', '-return', '+def total():', '+    return 1'])], { language: 'py' });
    const looks = () => [2, 3, 4].map((y) => driver.paint().cell(y === 4 ? 12 : 8, y).look);
    await expect.poll(looks).toEqual(['string', 'keyword', 'keyword']);
    expect(host.frames).toBeGreaterThan(1);
  });

  it('shows a problem below its line, broken where it is long', () => {
    const { driver, shown } = diffOf(
      [hunk('a', ['+x = (  !! the bracket was never closed in this line', '+y = 1'])],
      {},
      40,
    );
    expect(shown().slice(1, 5)).toEqual([
      '▌1 + x = (',
      '▌    ^ the bracket was never closed in',
      '▌      this line',
      '▌2 + y = 1',
    ]);
    expect(driver.paint().cell(6, 2).look).toBe('error');
    driver.resize(80, 8);
    expect(shown().slice(1, 4)).toEqual([
      '▌1 + x = (',
      '▌    ^ the bracket was never closed in this line',
      '▌2 + y = 1',
    ]);
  });
});

describe('moving about in a diff', () => {
  it('scrolls by keys, wheel and scrollbar', () => {
    const { driver, shown } = diffOf(manyHunks(10, 9));
    expect(driver.press('down', 'pagedown')).toEqual([true, true]);
    expect(shown()[0]).toContain('h1 line 8');
    driver.press('end', 'down');
    expect(shown().at(-1)).toContain('h10 line 9');
    driver.pointer('wheel-up');
    expect(shown().at(-1)).toContain('h10 line 6');
    driver.press('home', 'up');
    expect(shown()[0]).toContain('hunk h1');
    driver.pointer('down', 39, 7);
    expect(shown().at(-1)).toContain('h10 line 9');
    driver.pointer('drag', 3, 0);
    expect(shown()[0]).toContain('hunk h1');
    driver.pointer('up', 3, 0);
    expect(driver.pointer('drag', 3, 7)).toBe(false);
    expect(driver.press('y', 'a', 'C-n', 'escape', 'tab')).toEqual([false, false, false, false, false]);
  });

  it('selects the next hunk and the one before, and brings it into view', () => {
    const { driver, shown, selected } = diffOf(manyHunks(4, 3));
    expect(selected()).toBe('h1');
    driver.press('n');
    expect(selected()).toBe('h2');
    expect(shown()[0]).toContain('hunk h1');
    driver.press(']');
    expect(shown().slice(0, 2)).toEqual(['▌[?] hunk h3', expect.stringContaining('h3 line 1')]);
    driver.press('n', 'n', 'n');
    expect(selected()).toBe('h4');
    driver.press('N', '[', 'N', 'N');
    expect(selected()).toBe('h1');
    expect(shown()[0]).toBe('▌[?] hunk h1');
  });

  it('shows a long hunk from its beginning', () => {
    const { driver, shown } = diffOf(manyHunks(3, 20));
    driver.press('n');
    expect(shown()[0]).toBe('▌[?] hunk h2');
  });

  it('selects what is in view when the selected hunk is scrolled out of it', () => {
    const { driver, selected } = diffOf(manyHunks(4, 7));
    driver.press('pagedown');
    expect(selected()).toBe('h1');
    driver.press('down');
    expect(selected()).toBe('h2');
    driver.press('end');
    expect(selected()).toBe('h4');
    driver.press('home');
    expect(selected()).toBe('h1');
    driver.pointer('wheel-down');
    expect(selected()).toBe('h1');
  });

  it('selects by a click, decides by one on the sign, and acts by a double click or Enter', () => {
    const { driver, selected, activated, toggled, host } = diffOf(manyHunks(2, 3), {}, 40, 12);
    expect(driver.click('h2 line 2')).toBe(true);
    expect([selected(), toggled, activated]).toEqual(['h2', [], []]);
    driver.click('[?] hunk h1', 1);
    expect([selected(), toggled]).toEqual(['h1', ['h1']]);
    driver.click('[?] hunk h1', 5);
    driver.click('[?] hunk h1', -1);
    expect(toggled).toEqual(['h1']);
    const { x, y } = driver.paint().find('h2 line 3');
    driver.pointer('double', x, y);
    driver.press('enter');
    driver.pointer('double', 2, 4);
    expect([activated, toggled]).toEqual([
      ['h2', 'h2'],
      ['h1', 'h2'],
    ]);
    expect(driver.pointer('down', 5, 10)).toBe(false);
    expect(driver.pointer('down', 5, -1)).toBe(false);
    expect(host.errors).toEqual([]);
  });

  it('leaves keys to others where there is nothing', () => {
    const { driver, selected } = diffOf([]);
    expect(driver.press('n', 'enter', 'down', 'left', 'right')).toEqual([false, false, false, false, false]);
    expect(driver.pointer('down', 1, 0)).toBe(false);
    expect(selected()).toBeUndefined();
  });

  it('pans the code and not its numbers; left at the beginning is for others', () => {
    const { driver, shown } = diffOf([hunk('a', [` ${'0123456789'.repeat(5)}`, '-short', '+\tshort  !! a problem'])]);
    expect(shown()[1]).toBe('▌1 1   0123456789012345678901234567890…');
    expect(driver.press('left')).toEqual([false]);
    driver.press('right');
    expect(shown().slice(1, 5)).toEqual([
      '▌1 1   8901234567890123456789012345678…',
      '▌2   -',
      '▌  2 + t',
      '▌      ^ a problem',
    ]);
    expect(driver.press('right', 'right', 'left', 'left', 'left')).toEqual([true, true, true, true, true]);
    expect(driver.press('left')).toEqual([false]);
  });
});

describe('another diff', () => {
  it('keeps selection and place by the ids of hunks', () => {
    const { driver, diff, set, shown, selected } = diffOf(manyHunks(6, 7));
    diff.select('h4');
    driver.press('down', 'down');
    const before = shown();
    set(manyHunks(6, 7).map((item) => (item.id === 'h4' ? { ...item, decision: 'accepted' } : item)));
    expect(shown()).toEqual(before);
    expect(diff.selected.get()).toMatchObject({ id: 'h4', decision: 'accepted' });
    set(manyHunks(6, 7).slice(2));
    expect(shown()).toEqual(before);
    expect(selected()).toBe('h4');
  });

  it('selects the one that takes the place of one that is gone', () => {
    const { diff, set, selected } = diffOf(manyHunks(4, 3));
    diff.select('h2');
    set(manyHunks(4, 3).filter(({ id }) => id !== 'h2'));
    expect(selected()).toBe('h3');
    set([]);
    expect(selected()).toBeUndefined();
    set(manyHunks(2, 3));
    expect(selected()).toBe('h1');
  });

  it('selects a hunk as soon as it is there, unless somebody selects another one', () => {
    const { driver, diff, set, selected } = diffOf(manyHunks(2, 3));
    diff.select('h4');
    expect(selected()).toBe('h1');
    set(manyHunks(5, 3));
    expect(selected()).toBe('h4');
    diff.select('h9');
    driver.press('N');
    set(manyHunks(10, 3));
    expect(selected()).toBe('h3');
  });

  it('tells the selection once for each change', () => {
    const { diff, driver, set } = diffOf();
    const told: (string | undefined)[] = [];
    diff.selected.onDidChange((item) => void told.push(item?.id));
    const hunks = manyHunks(3, 3);
    set(hunks);
    set(hunks);
    driver.press('n', 'n', 'n', 'N');
    expect(told).toEqual(['h1', 'h2', 'h3', 'h2']);
  });
});

describe('large and strange diffs', () => {
  it('costs what is in view', async () => {
    const lines = Array.from({ length: 20_000 }, (_, index) => `${index % 3 === 0 ? '-' : '+'}line ${index}`);
    const large = hunk('a', lines);
    // A frame that walked all lines would take longer than all of this.
    const driver = await expectQuick(300, () => {
      const { driver: ofThis, set } = diffOf([], {}, 100, 40);
      set([large], { language: 'python' });
      ofThis.press('end', 'pageup', 'right', 'left');
      set([{ ...large, decision: 'accepted' }], { language: 'python' });
      return ofThis;
    });
    expect(driver.paint().puts).toBeLessThan(6 * 40 + 40);
  });

  it('marks what no screen draws, also in lines that are dropped', () => {
    const strange = hunk('a', ['+if x:\u2066 # \rok', '-\x9b2Jold', `+${'a\u200b'.repeat(300)}`]);
    const { shown, set } = diffOf([strange], {}, 60);
    const marked = ['▌  1 + if x:<U+2066> # <U+000D>ok', '▌1   - <U+009B>2Jold'];
    expect(shown().slice(1, 3)).toEqual(marked);
    expect(shown()[3]).toMatch(/a<U\+200B>a<U\+200B>/);
    set([{ ...strange, decision: 'rejected' }]);
    expect(shown().slice(1, 3)).toEqual(marked);
  });

  it('survives hostile text and every size', () => {
    const strange = hunk('a', [`+\t${HOSTILE}\t漢  !! ${HOSTILE}`, `-${HOSTILE}`, ' ', '+x'.repeat(40_000)]);
    const { driver, host } = diffOf([{ ...strange, header: HOSTILE }, hunk('b', [])]);
    for (const width of [0, 1, 2, 5, 19, 33, 34, 80]) {
      for (const height of [0, 1, 4, 30]) {
        const rows = driver.resize(width, height).rows();
        expect(rows.join('')).not.toMatch(/[\x00-\x1f\x7f-\x9f\u202e]/);
        driver.press('down', 'right', 'n', 'left', 'end', 'N', 'home', 'enter');
        driver.pointer('down', 1, 0);
      }
    }
    expect(host.errors).toEqual([]);
  });
});
