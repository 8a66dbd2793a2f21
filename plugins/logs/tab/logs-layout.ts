import type { Tab, WidgetHandle } from 'devmgr/plugin-api';

/** What the line with the counts takes at most. */
const STATUS_CELLS = 52;

export interface LogsWidgets {
  readonly list: WidgetHandle;
  readonly form: WidgetHandle;
  readonly status: WidgetHandle;
  readonly page: WidgetHandle;
}

export interface LogsLayout {
  /** The counts stand beside the filter, else on a line of their own. */
  readonly isWide: boolean;
  readonly formRows: 1 | 2;
  readonly statusCells: number;
}

/** Chooses the layout for a tab of `width` cells and a form that takes `formCells` on one line. */
export function chooseLayout(width: number, formCells: number): LogsLayout {
  const isWide = formCells + STATUS_CELLS <= width;
  return { isWide, formRows: formCells <= width ? 1 : 2, statusCells: isWide ? STATUS_CELLS : width };
}

/** Places the list with its filter, or one entry over all of it. */
export function layOutLogs(
  tab: Tab,
  { list, form, status, page }: LogsWidgets,
  { isWide, formRows }: LogsLayout,
  isPage: boolean,
): void {
  tab.grid.setTracks({ rows: isWide ? ['1fr', 1] : ['1fr', formRows, 1], columns: ['1fr', STATUS_CELLS] });
  list.place(0, 0, 1, 2);
  form.place(1, 0, 1, isWide ? 1 : 2);
  status.place(isWide ? 1 : 2, isWide ? 1 : 0, 1, isWide ? 1 : 2);
  page.place(0, 0, isWide ? 2 : 3, 2);
  for (const widget of [list, form, status]) widget.show(!isPage);
  page.show(isPage);
}
