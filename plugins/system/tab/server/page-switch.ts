import { widgets, type Tab, type TextHandle } from 'devmgr/plugin-api';
import { detailsWidth } from '../system-layout.js';
import type { SystemView } from '../system-view.js';
import { pageAt, pageLine } from './page-line.js';

const SCROLLBAR = 1;

export interface PageSwitch {
  readonly handle: TextHandle;
  refresh(): void;
}

/** The line with the names of the pages: a click on one shows it. */
export function createPageSwitch(view: SystemView, tab: Tab): PageSwitch {
  const handle = tab.grid.set(0, 2, 1, 1, widgets.text, { border: false, focusable: false });
  const room = () => detailsWidth(tab, view.details.get()) - SCROLLBAR;
  tab.own(
    handle.onDidClick(({ cell }) => {
      const page = pageAt(view.page.get(), room(), cell);
      if (page) view.showPage(page);
    }),
  );
  return { handle, refresh: () => handle.setLines([pageLine(view.page.get(), room())]) };
}
