import { describe, expect, it } from 'vitest';
import { HOSTILE } from '../../../support/drive-widget.js';
import { ada, bob, cleo, crowd, peopleTable, person, type Person } from './people-table.js';

const names = (rows: string[]) => rows.slice(1).map((row) => row.split(' ')[0]);

describe('a table', () => {
  it('breaks the text for no rows into lines', () => {
    const { table, driver } = peopleTable(20, 4);
    table.setRows([]);
    table.setEmpty('Type words, a question or a symbol.');
    expect(driver.paint().rows().slice(1)).toEqual(['Type words, a', 'question or a', 'symbol.']);
  });

  it('shows header, cells, alignment and the selected row', () => {
    const { driver, table } = peopleTable();
    table.setRows([ada, bob]);
    const canvas = driver.paint();
    expect(canvas.rows()).toEqual([
      'NAME                AGE',
      'Ada                  36',
      'Bob                   7',
      '',
      '',
    ]);
    expect(canvas.cell(0, 0)).toMatchObject({ look: 'header' });
    expect([canvas.cell(0, 1).base, canvas.cell(23, 1).base, canvas.cell(0, 2).base]).toEqual([
      'selection',
      'selection',
      undefined,
    ]);
    driver.focused = false;
    expect(driver.paint().cell(0, 1).base).toBe('selection-unfocused');
  });

  it('shows the text for an empty table, and another when the filter hides all', () => {
    const { driver, table } = peopleTable();
    expect(driver.paint().row(1)).toBe('Nobody here.');
    table.setEmpty('Press n.');
    expect(driver.paint().row(1)).toBe('Press n.');
    table.setRows([ada]);
    table.setFilter('zzz');
    expect(driver.paint().rows().slice(1, 3)).toEqual(['Nothing matches the', 'filter.']);
  });

  it('cuts long cells at the end or in the middle and keeps spans apart', () => {
    const { driver, table } = peopleTable(20, 3, {
      columns: [
        { id: 'path', title: 'PATH', width: 9, cut: 'middle', cell: (row) => row.name },
        { id: 'note', title: 'NOTE', width: 6, cell: () => [{ text: 'ok', style: 'success' }, { text: ' and more' }] },
      ],
    });
    table.setRows([person('1', 'integration/test_slow', 1)]);
    const canvas = driver.paint();
    expect(canvas.row(1)).toBe('inte…slow  ok an…');
    expect([canvas.cell(11, 1).look, canvas.cell(14, 1).look]).toEqual(['success', 'default']);
  });

  it('moves with arrows, page keys, Home and End and scrolls as little as needed', () => {
    const { driver, table } = peopleTable(24, 5);
    table.setRows(crowd(20));
    const at = () => table.selected.get()?.id;
    expect(driver.press('down', 'down')).toEqual([true, true]);
    expect(at()).toBe('p2');
    driver.press('pagedown');
    expect(at()).toBe('p5');
    expect(driver.paint().row(1)).toContain('Person 2');
    driver.press('end');
    expect(at()).toBe('p19');
    expect(driver.paint().row(4)).toContain('Person 19');
    driver.press('pageup', 'up', 'home', 'up');
    expect(at()).toBe('p0');
    expect(driver.press('a', 'C-down', 'M-end', 'tab', 'escape')).toEqual([false, false, false, false, false]);
  });

  it('selects by click, activates by double click and Enter', () => {
    const { driver, table } = peopleTable();
    const activated: string[] = [];
    table.onDidActivate((row) => activated.push(row.name));
    expect(driver.press('enter')).toEqual([false]);
    table.setRows([ada, bob, cleo]);
    expect(driver.pointer('down', 3, 2)).toBe(true);
    expect(table.selected.get()).toBe(bob);
    driver.pointer('double', 3, 3);
    driver.press('up', 'enter');
    expect(activated).toEqual(['Cleo', 'Bob']);
    expect(driver.pointer('down', 3, 4)).toBe(false);
    expect(driver.pointer('down', 3, -1)).toBe(false);
  });

  it('scrolls with the wheel and by its scrollbar without changing the selection', () => {
    const { driver, table } = peopleTable(24, 5);
    table.setRows(crowd(100));
    driver.pointer('wheel-down');
    expect(driver.paint().row(1)).toContain('Person 3');
    driver.pointer('wheel-up');
    driver.pointer('wheel-up');
    expect(driver.paint().row(1)).toContain('Person 0');
    driver.pointer('down', 23, 4);
    expect(driver.paint().row(4)).toContain('Person 99');
    driver.pointer('drag', 23, 1);
    expect(driver.paint().row(1)).toContain('Person 0');
    driver.pointer('up', 23, 1);
    expect(driver.pointer('drag', 23, 4)).toBe(false);
    expect(table.selected.get()?.id).toBe('p0');
  });

  it('sorts by a click on a header: up, down, own order', () => {
    const { driver, table } = peopleTable();
    table.setRows([bob, cleo, ada]);
    driver.click('AGE');
    expect(driver.paint().row(0)).toBe('NAME               AGE▲');
    expect(names(driver.paint().rows().slice(0, 4))).toEqual(['Bob', 'Ada', 'Cleo']);
    driver.click('AGE');
    expect(driver.paint().row(0)).toBe('NAME               AGE▼');
    expect(names(driver.paint().rows().slice(0, 4))).toEqual(['Cleo', 'Ada', 'Bob']);
    driver.click('AGE');
    expect(names(driver.paint().rows().slice(0, 4))).toEqual(['Bob', 'Cleo', 'Ada']);
    expect(table.sorting.get()).toBeUndefined();
  });

  it('a column whose greatest is of interest is sorted that way first', () => {
    const age = { id: 'age', title: 'AGE', width: 5, greatestFirst: true } as const;
    const columns = [
      { ...age, cell: (row: Person) => String(row.age), compare: (a: Person, b: Person) => a.age - b.age },
    ];
    const { driver, table } = peopleTable(24, 5, { columns });
    table.setRows([bob, cleo, ada]);
    driver.click('AGE');
    expect(driver.paint().rows().slice(0, 4)).toEqual(['AGE▼', '52', '36', '7']);
    driver.click('AGE');
    expect(driver.paint().rows().slice(0, 4)).toEqual(['AGE▲', '7', '36', '52']);
    driver.click('AGE');
    expect(table.sorting.get()).toBeUndefined();
    table.sort('age');
    expect(table.sorting.get()).toEqual({ columnId: 'age', direction: 'descending' });
  });

  it('sorts by keys: < and > choose the column, = flips', () => {
    const { driver, table } = peopleTable();
    table.setRows([bob, cleo, ada]);
    driver.press('>');
    expect(table.sorting.get()).toEqual({ columnId: 'name', direction: 'ascending' });
    driver.press('=', '>');
    expect(table.sorting.get()).toEqual({ columnId: 'age', direction: 'ascending' });
    driver.press('=');
    expect(names(driver.paint().rows().slice(0, 4))).toEqual(['Cleo', 'Ada', 'Bob']);
    driver.press('>');
    expect(table.sorting.get()).toBeUndefined();
    driver.press('<');
    expect(table.sorting.get()?.columnId).toBe('age');
    table.sort('name', 'descending');
    expect(names(driver.paint().rows().slice(0, 4))).toEqual(['Cleo', 'Bob', 'Ada']);
    table.sort('no such column');
    expect(table.sorting.get()).toBeUndefined();
  });

  it('shows a sorted title with all its letters and the sign', () => {
    const age = { id: 'age', title: 'YEARS', width: 5, align: 'right' as const, cell: () => '7', compare: () => 0 };
    const name = { id: 'name', title: 'NAME', width: 'fill' as const, cell: () => 'Ada' };
    const { driver, table } = peopleTable(24, 3, { columns: [age, name] });
    table.setRows([ada]);
    table.sort('age');
    expect(driver.paint().rows()).toEqual(['YEARS▲ NAME', '    7  Ada', '']);
    const last = peopleTable(24, 3, { columns: [name, age] });
    last.table.setRows([ada]);
    last.table.sort('age');
    expect(last.driver.paint().row(0)).toBe('NAME              YEARS▲');
  });

  it('asks anew for every picture which columns there is room for', () => {
    const state = { hasAge: false };
    const age = {
      id: 'age',
      title: 'AGE',
      width: 5,
      cell: () => '36',
      get minTableWidth() {
        return state.hasAge ? 0 : Number.POSITIVE_INFINITY;
      },
    };
    const name = { id: 'name', title: 'NAME', width: 'fill' as const, cell: () => 'Ada' };
    const { driver, table } = peopleTable(24, 3, { columns: [name, age] });
    table.setRows([ada]);
    expect(driver.paint().row(0)).toBe('NAME');
    state.hasAge = true;
    expect(driver.paint().row(0)).toMatch(/^NAME +AGE$/);
  });

  it('shows the first rows after sorting, wherever the chosen one is then', () => {
    const { driver, table } = peopleTable(24, 5);
    table.setRows(crowd(20));
    driver.press('end', 'pageup');
    table.sort('age', 'descending');
    const [first] = [...crowd(20)].sort((a, b) => b.age - a.age);
    expect(driver.paint().row(1)).toContain(first?.name);
    expect(table.selected.get()?.id).toBe('p16');
    // Other rows, the same order: nothing moves.
    table.setRows(crowd(20));
    expect(driver.paint().row(1)).toContain(first?.name);
    driver.press('down');
    expect(driver.paint().rows().join()).toContain(table.selected.get()?.name);
  });

  it('filters by words and by predicate, and says how many are shown', () => {
    const { driver, table } = peopleTable();
    table.setRows([ada, bob, cleo]);
    table.setFilter('O B');
    expect([table.shown.get(), names(driver.paint().rows().slice(0, 2))]).toEqual([1, ['Bob']]);
    table.setFilter('36');
    expect(table.selected.get()).toBe(ada);
    table.setFilter((row) => row.age > 10);
    expect(table.shown.get()).toBe(2);
    table.setFilter('  ');
    expect(table.shown.get()).toBe(3);
  });

  it('keeps selection and scroll by row id', () => {
    const { driver, table } = peopleTable(24, 5);
    const rows = crowd(50);
    table.setRows(rows);
    table.select('p20');
    const before = driver.paint();
    const y = before.find('Person 20').y;
    table.setRows([...crowd(3).map((row) => ({ ...row, id: `new ${row.id}` })), ...rows]);
    expect(driver.paint().find('Person 20').y).toBe(y);
    const changed = rows.map((row) => (row.id === 'p20' ? { ...row, name: 'Renamed' } : row));
    table.setRows(changed);
    expect(table.selected.get()?.name).toBe('Renamed');
    table.setRows(changed.filter((row) => row.id !== 'p20'));
    expect(table.selected.get()?.id).toBe('p21');
    table.setRows([]);
    expect(table.selected.get()).toBeUndefined();
    table.setRows(rows);
    expect(table.selected.get()?.id).toBe('p21');
  });

  it('keeps the first row selected until somebody chooses one', () => {
    const { driver, table } = peopleTable();
    table.setRows([bob]);
    table.setRows([ada, bob]);
    expect(table.selected.get()).toBe(ada);
    driver.press('down', 'up');
    table.setRows([cleo, ada, bob]);
    expect(table.selected.get()).toBe(ada);
  });

  it('keeps the scroll position by row id when only the wheel was used', () => {
    const { driver, table } = peopleTable(24, 5);
    table.setRows(crowd(50));
    driver.pointer('wheel-down');
    table.setRows([person('x', 'New', 1), ...crowd(50)]);
    expect(driver.paint().row(1)).toContain('Person 3');
  });

  it('selects a row by id as soon as it arrives', () => {
    const { driver, table } = peopleTable(24, 4);
    table.setRows([ada]);
    table.select('p9');
    expect(table.selected.get()).toBe(ada);
    table.setRows([ada, ...crowd(10)]);
    expect(table.selected.get()?.id).toBe('p9');
    expect(driver.paint().row(3)).toContain('Person 9');
  });

  it('asks a source only for rows that are seen', () => {
    const asked: number[] = [];
    const { driver, table } = peopleTable(24, 5);
    table.setRows({
      count: () => 1_000_000,
      rows: (first, count) => {
        asked.push(count);
        return Array.from({ length: count }, (_, index) => person(`${first + index}`, `Row ${first + index}`, 1));
      },
    });
    driver.press('end');
    expect(driver.paint().row(4)).toContain('Row 999999');
    expect(Math.max(...asked)).toBeLessThan(5);
    expect(table.shown.get()).toBe(1_000_000);
  });

  it('costs what is visible', () => {
    const { driver, table } = peopleTable(24, 5);
    table.setRows(crowd(10));
    const few = driver.paint().puts;
    table.setRows(crowd(100_000));
    expect(driver.paint().puts).toBe(few);
  });

  it('survives view functions that throw, and reports them', () => {
    const { driver, table, host } = peopleTable(24, 5, {
      columns: [{ id: 'bad', title: 'BAD', width: 'fill', cell: () => fail(), compare: () => fail() }],
      id: () => fail(),
    });
    table.setRows([ada, bob]);
    expect(driver.paint().row(1)).toBe('!');
    driver.press('down');
    table.sort('bad');
    table.setFilter(() => fail());
    table.setRows({ count: () => fail(), rows: () => fail() });
    expect(driver.paint().row(1)).toBe('Nobody here.');
    expect(new Set(host.errors.map((error) => error.split(':')[0]))).toEqual(
      new Set(['id', 'cell bad', 'sort and filter', 'rows']),
    );
    table.selected.onDidChange(() => fail());
    table.setRows([cleo]);
    expect(host.errors.at(-1)).toBe('a listener of the table: broken');
  });

  it('shows hostile text without breaking the columns', () => {
    const { driver, table } = peopleTable(24, 4);
    table.setRows([person('h', HOSTILE, 5), person('long', 'x'.repeat(1_000_000), 6), ada]);
    const canvas = driver.paint();
    expect(canvas.rows().map((row) => row.trimEnd().slice(-2))).toEqual(['GE', ' 5', ' 6', '36']);
    expect(canvas.rows().join('')).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202e]/);
  });

  it('draws in any size, and one row rather than a header', () => {
    const { driver, table } = peopleTable();
    table.setRows(crowd(5));
    for (const [width, height] of [
      [0, 0],
      [1, 1],
      [2, 1],
      [1, 9],
      [300, 100],
    ] as const) {
      expect(() => driver.resize(width, height)).not.toThrow();
    }
    expect(driver.resize(24, 1).row(0)).toContain('Person 0');
    driver.press('end');
    expect(driver.paint().row(0)).toContain('Person 4');
    driver.resize(24, 4);
    expect(driver.paint().row(3)).toContain('Person 4');
  });

  it('leaves a press to whoever uses it: then a double click activates nothing', () => {
    const pressed: unknown[] = [];
    const { driver, table } = peopleTable(24, 5, {
      onPress: (row, place) => {
        pressed.push([row.name, place]);
        return place.columnId === 'name' && place.cell === 0;
      },
    });
    const activated: string[] = [];
    table.onDidActivate((row) => activated.push(row.name));
    table.setRows([ada, bob]);
    driver.paint();
    driver.pointer('double', 0, 2);
    expect(table.selected.get()).toBe(bob);
    expect(activated).toEqual([]);
    driver.pointer('double', 2, 1);
    expect(activated).toEqual(['Ada']);
    expect(pressed).toEqual([
      ['Bob', { columnId: 'name', cell: 0 }],
      ['Ada', { columnId: 'name', cell: 2 }],
    ]);
  });

  it('asks a source that can tell where its rows went, however far', () => {
    const { driver, table } = peopleTable(24, 5);
    let rows = crowd(10_000);
    const source = {
      count: () => rows.length,
      rows: (first: number, count: number) => rows.slice(first, first + count),
      find: (id: string) => rows.findIndex((row) => row.id === id),
    };
    table.setRows(source);
    driver.paint();
    table.select('p9000');
    expect(table.selected.get()?.id).toBe('p9000');
    rows = [...rows].reverse();
    table.setRows(source);
    expect(driver.paint().rows().join()).toContain('Person 9000');
    expect(table.selected.get()?.id).toBe('p9000');
  });
});

function fail(): never {
  throw new Error('broken');
}
