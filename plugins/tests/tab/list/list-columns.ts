import type { StyledText, TableColumn } from 'devmgr/plugin-api';
import { compareRows } from './compare-rows.js';
import { groupOf, testOf, type ListRow } from './list-row.js';
import { elapsedMs, historyText, notesText, outcomeText, timeText } from './test-cells.js';
import { nameText, type NameSources } from './name-cell.js';
import type { MarkState } from './marked-tests.js';

/** What the cells need beside the rows. */
export interface ColumnSources extends NameSources {
  now(): number;
  /** Whether the run that is shown has ended. */
  isOver(): boolean;
  /** Some tests run in workers. */
  hasWorkers(): boolean;
  /** The list is wide: see `wideFrom`. */
  isWide(): boolean;
  sortedBy(): string | undefined;
  markOf(row: ListRow): MarkState;
}

/** Cells of the list from which names leave room for more; below it signs say how tests stand. */
export const wideFrom = 84;
/** Cells of a narrower list that are not the name's: border, sign, time, last outcomes, notes. */
export const besideName = 27;
const historyShown = { wide: 8, narrow: 5 };
const never = Number.POSITIVE_INFINITY;

/** The columns of the list; every one with a title can be sorted by. Their ids are those of `TestOrder`. */
export function listColumns(sources: ColumnSources): readonly TableColumn<ListRow>[] {
  const historyWidth = () => (sources.isWide() ? historyShown.wide : historyShown.narrow);
  return [
    { id: 'sign', title: '', width: 2, cell: (row) => [markSpan(sources.markOf(row)), ...look(row, 'sign', sources)] },
    {
      id: 'test',
      title: 'TEST',
      width: 'fill',
      cell: (row) => nameText(row, sources),
      compare: compareRows('test'),
    },
    {
      id: 'status',
      title: 'STATUS',
      width: 7,
      get minTableWidth() {
        return sources.isWide() || sources.sortedBy() === 'status' ? 0 : never;
      },
      cell: (row) => look(row, 'word', sources),
      compare: compareRows('status'),
    },
    {
      id: 'time',
      title: 'TIME',
      width: 6,
      align: 'right',
      cell: (row) => timeText(groupOf(row)?.durationMs ?? elapsedMs(testOf(row), sources.now())),
      ...sortedBy('time'),
    },
    {
      id: 'history',
      get title() {
        return sources.isWide() ? 'HISTORY' : 'LAST';
      },
      get width() {
        return historyWidth();
      },
      minTableWidth: 60,
      cell: (row) => historyText(testOf(row)?.outcomes ?? [], historyWidth()),
      ...sortedBy('history'),
    },
    { id: 'notes', title: '', width: 4, minTableWidth: 56, cell: (row) => notesText(testOf(row)) },
    ...wideColumns(sources),
  ];
}

function wideColumns({ hasWorkers }: ColumnSources): readonly TableColumn<ListRow>[] {
  return [
    {
      id: 'worker',
      title: 'WORKER',
      width: 6,
      get minTableWidth() {
        return hasWorkers() ? 84 : never;
      },
      cell: (row) => [{ text: testOf(row)?.worker ?? '', style: 'muted' }],
      compare: compareRows('worker'),
    },
    {
      id: 'markers',
      title: 'MARKERS',
      width: 14,
      minTableWidth: 120,
      cell: (row) => [{ text: testOf(row)?.markers.join(' ') ?? '', style: 'muted' }],
      compare: compareRows('markers'),
    },
    {
      id: 'message',
      title: 'MESSAGE',
      width: 'fill',
      minTableWidth: 104,
      cell: (row) => testOf(row)?.message ?? '',
      compare: compareRows('message'),
    },
  ];
}

/** The list itself is sorted elsewhere; the header shows which way. */
function sortedBy(order: 'time' | 'history') {
  const compare = compareRows(order);
  return { greatestFirst: true, compare: (a: ListRow, b: ListRow) => compare(b, a) };
}

function look(row: ListRow, part: 'sign' | 'word', { isOver }: ColumnSources) {
  const test = testOf(row);
  const outcome = test ? test.outcome : groupOf(row)?.worst;
  return [outcomeText(outcome, part, { isOver: isOver(), isEarlier: test?.isEarlier ?? false })];
}

function markSpan(state: MarkState): Exclude<StyledText, string>[number] {
  return { text: state === 'all' ? '*' : state === 'some' ? '-' : ' ', style: 'accent' };
}
