import { widgets, type ReadonlyStore, type Tab, type TextHandle } from 'devmgr/plugin-api';
import type { DetailPageId } from './detail-page-id.js';
import { pageAt, pageLine } from './page-line.js';

const SCROLLBAR = 1;

/** The line with the names of the pages: a click on one shows it. */
export class PageSwitch {
  readonly handle: TextHandle;
  readonly #page: ReadonlyStore<DetailPageId>;
  #cells = 0;

  constructor(tab: Tab, page: ReadonlyStore<DetailPageId>, show: (page: DetailPageId) => void) {
    this.#page = page;
    this.handle = tab.grid.set(0, 0, 1, 1, widgets.text, { border: false, focusable: false });
    tab.own(
      this.handle.onDidClick(({ cell }) => {
        const clicked = pageAt(page.get(), this.#cells, cell);
        if (clicked) show(clicked);
      }),
    );
  }

  /** `width`: cells of the line. */
  refresh(width = this.#cells + SCROLLBAR): void {
    this.#cells = Math.max(0, width - SCROLLBAR);
    this.handle.setLines([pageLine(this.#page.get(), this.#cells)]);
  }
}
