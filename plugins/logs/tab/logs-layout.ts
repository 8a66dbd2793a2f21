import type { Tab, WidgetHandle } from 'devmgr/plugin-api';

/** From here on the counts stand beside the filter, below it under the filter. */
const WIDE = 104;
const STATUS_CELLS = 50;

export interface LogsWidgets {
  readonly list: WidgetHandle;
  readonly form: WidgetHandle;
  readonly status: WidgetHandle;
  readonly page: WidgetHandle;
}

/** Cells that the line with the counts has. */
export function statusWidth(width: number): number {
  return width >= WIDE ? STATUS_CELLS : width;
}

/** Places the list with its filter, or one entry over all of it. */
export function layOutLogs(tab: Tab, { list, form, status, page }: LogsWidgets, isPage: boolean): void {
  const isWide = tab.size.get().width >= WIDE;
  tab.grid.setTracks({ rows: isWide ? ['1fr', 1] : ['1fr', 1, 1], columns: ['1fr', STATUS_CELLS] });
  list.place(0, 0, 1, 2);
  form.place(1, 0, 1, isWide ? 1 : 2);
  status.place(isWide ? 1 : 2, isWide ? 1 : 0, 1, isWide ? 1 : 2);
  page.place(0, 0, isWide ? 2 : 3, 2);
  for (const widget of [list, form, status]) widget.show(!isPage);
  page.show(isPage);
}
