import { describe, expect, it } from 'vitest';
import { crowd, peopleTable, type Person } from './people-table.js';

/** Resolves after the event loop had a turn. */
const turn = () => new Promise((resolve) => setImmediate(resolve));

async function until(isTrue: () => boolean): Promise<number> {
  const deadline = Date.now() + 30_000;
  let turns = 0;
  for (; !isTrue(); turns++) {
    if (Date.now() > deadline) throw new Error('did not happen in 30 s');
    await turn();
  }
  return turns;
}

describe('100,000 rows', () => {
  it('are sorted in short slices while the old order stays on screen', async () => {
    let comparisons = 0;
    const compare = (a: Person, b: Person) => (comparisons++, a.age - b.age);
    const { driver, table, host } = peopleTable(24, 5, {
      columns: [{ id: 'age', title: 'AGE', width: 'fill', cell: (row) => String(row.age), compare }],
    });
    host.tick = 1;
    table.setRows(crowd(100_000));
    const first = driver.paint().row(1);
    table.sort('age', 'descending');
    let before = 0;
    let most = 0;
    const turns = await until(() => {
      most = Math.max(most, comparisons - before);
      before = comparisons;
      const top = driver.paint().row(1);
      return top !== first && top.startsWith('100002');
    });
    expect(turns).toBeGreaterThan(100);
    expect(most).toBeLessThan(20_000);
    expect(driver.paint().row(2)).toMatch(/^100001/);
  });

  it('follow the newest wish when sorting and filtering change in the middle', async () => {
    const { table, host } = peopleTable(24, 5);
    host.tick = 1;
    table.setRows(crowd(100_000));
    table.sort('age');
    await turn();
    table.setFilter((row) => row.name.endsWith('9999'));
    expect(table.shown.get()).toBe(100_000);
    await until(() => table.shown.get() === 10);
    table.setFilter(undefined);
    table.sort();
    expect(table.shown.get()).toBe(100_000);
  });

  it('that arrive faster than they can be sorted are shown all the same', async () => {
    const { driver, table, host } = peopleTable(24, 5);
    host.tick = 1;
    table.sort('age', 'descending');
    let version = 0;
    const more = () => table.setRows(crowd(4_000).map((row) => ({ ...row, name: `v${version}` })));
    more();
    await until(() => {
      version++;
      more();
      return /^v/.test(driver.paint().row(1));
    });
    version = -1;
    more();
    await until(() => driver.paint().row(1).startsWith('v-1'));
  });

  it('stop being sorted when the widget goes', async () => {
    let comparisons = 0;
    const { driver, table, host } = peopleTable(24, 5, {
      columns: [
        { id: 'n', title: 'N', width: 9, cell: (row) => row.name, compare: (a, b) => (comparisons++, a.age - b.age) },
      ],
    });
    host.tick = 1;
    table.setRows(crowd(100_000));
    table.sort('n');
    driver.widget.dispose?.();
    const before = comparisons;
    await turn();
    await turn();
    expect(comparisons).toBe(before);
  });
});
