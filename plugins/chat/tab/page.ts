import type { ReadonlyStore, Tab } from 'devmgr/plugin-api';

/** What a page of the tab stands on. Pages take turns: only the widgets of one are on the grid at a time. */
export interface PageGround {
  readonly tab: Tab;
  /** Whether it is this page's turn: it sets the tracks of the grid and shows its widgets. */
  readonly isCurrent: ReadonlyStore<boolean>;
  /** And the tab is seen. */
  readonly isShown: ReadonlyStore<boolean>;
}

/** One of several screens of a tab. */
export interface Page {
  /** Gives the keys to what is used first. */
  focus(): void;
}
