import type { CodeMatch } from 'devmgr/plugin-api/contracts/code-index';

/** What commands do with the tab. */
export interface ChatView {
  selected(): CodeMatch | undefined;
  /** Takes what is typed into the line of the query. */
  focusQuery(): void;
  clearQuery(): void;
  /** The code of the selected match gets the keys. */
  readCode(): void;
  backToResults(): void;
  showIndex(): void;
}
