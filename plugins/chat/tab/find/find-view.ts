import type { CodeMatch, CodePlace } from 'devmgr/plugin-api/contracts/code-index';

/** What commands do with the page. */
export interface FindView {
  selected(): CodeMatch | undefined;
  /** Takes what is typed into the line of the query, in the place of what was there. */
  focusQuery(): void;
  /** Asks this. */
  search(query: string): void;
  clearQuery(): void;
  /** The line of the query says that what is like a place is asked. */
  showLike(place: CodePlace): void;
  /** The code of the selected match gets the keys. */
  readCode(): void;
  backToResults(): void;
  showIndex(): void;
}
