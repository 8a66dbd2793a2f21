import type { DiffContent, DiffHandle, DiffHunk, DiffOptions } from 'devmgr/plugin-api';
import { describe, expect, it } from 'vitest';
import { createDiff } from '../../../../core/widgets/diff/create-diff.js';
import { HOSTILE, WidgetDriver } from '../../../support/drive-widget.js';
import { FakeWidgetHost } from '../../../support/fake-widget-host.js';
import { hunk, manyHunks } from './diff-hunks.js';

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
      '▌[ ] hunk a',
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
    expect(shown()[0]).toBe('▌[-] hunk a');
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
