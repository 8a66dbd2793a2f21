import type { Tab, WidgetHandle } from 'devmgr/plugin-api';
import type { DetailPanes } from './detail-panes.js';

interface SystemWidgets {
  readonly table: WidgetHandle;
  readonly buttons: WidgetHandle;
  readonly form: WidgetHandle;
  readonly details: DetailPanes;
}

/** Below this width the details are a page of their own. */
const NARROW = 100;
const LIST_SHARE = 31;
const DETAILS_SHARE = 19;
const SPARKLINE_ROWS = 3;
const FORM_ROWS = 3;

/** The details take the place of the list. */
export function isNarrow(tab: Tab): boolean {
  return tab.size.get().width < NARROW;
}

/** Cells that the panes of the selected server are wide, borders included. */
export function detailsWidth(tab: Tab): number {
  const { width } = tab.size.get();
  return isNarrow(tab) ? width : Math.floor((width * DETAILS_SHARE) / (LIST_SHARE + DETAILS_SHARE));
}

/**
 * Places the panes. Wide: the list with its buttons and form on the left, the selected server on the right. Narrow: the
 * list, or the server's page in its place.
 */
export function arrange(tab: Tab, { table, buttons, form, details }: SystemWidgets, isDetailsPage: boolean): void {
  const narrow = isNarrow(tab);
  const column = narrow ? 0 : 1;
  const showList = !narrow || !isDetailsPage;
  const showDetails = !narrow || isDetailsPage;
  const { hasLatency } = details.shape();
  const { info, sparkline, log } = details;
  tab.grid.setTracks({
    columns: narrow ? ['1fr'] : [`${LIST_SHARE}fr`, `${DETAILS_SHARE}fr`],
    rows: [details.shape().infoRows, hasLatency ? SPARKLINE_ROWS : 0, '1fr', 1, FORM_ROWS],
  });
  table.place(0, 0, 3, 1);
  buttons.place(3, 0, 1, 1);
  form.place(4, 0, 1, 1);
  info.place(0, column, 1, 1);
  sparkline.place(1, column, 1, 1);
  log.place(hasLatency ? 2 : 1, column, hasLatency ? 3 : 4, 1);
  for (const widget of [table, buttons, form]) widget.show(showList);
  info.show(showDetails);
  sparkline.show(showDetails && hasLatency);
  log.show(showDetails);
}
