import type { TableHandle, TableOptions } from 'devmgr/plugin-api';
import { createTable } from '../../../../core/widgets/table/create-table.js';
import { WidgetDriver } from '../../../support/drive-widget.js';
import { FakeWidgetHost } from '../../../support/fake-widget-host.js';

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly age: number;
}

export const person = (id: string, name: string, age: number): Person => ({ id, name, age });
export const ada = person('a', 'Ada', 36);
export const bob = person('b', 'Bob', 7);
export const cleo = person('c', 'Cleo', 52);

/** So many people with the ids `p0`, `p1`, ... in an order that sorting by age changes. */
export const crowd = (count: number): Person[] =>
  Array.from({ length: count }, (_, index) => person(`p${index}`, `Person ${index}`, (index * 7919) % 100_003));

/** A table of people on a canvas. */
export function peopleTable(width = 24, height = 5, options: Partial<TableOptions<Person>> = {}) {
  const host = new FakeWidgetHost();
  const widget = createTable<Person>(
    {
      columns: [
        {
          id: 'name',
          title: 'NAME',
          width: 'fill',
          cell: (row) => row.name,
          compare: (a, b) => (a.name < b.name ? -1 : 1),
        },
        {
          id: 'age',
          title: 'AGE',
          width: 5,
          align: 'right',
          cell: (row) => String(row.age),
          compare: (a, b) => a.age - b.age,
        },
      ],
      id: (row) => row.id,
      empty: 'Nobody here.',
      ...options,
    },
    host,
  );
  const driver = new WidgetDriver<TableHandle<Person>>(widget, width, height);
  return { host, driver, table: widget.handle };
}
