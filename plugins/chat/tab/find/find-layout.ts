import type { Track } from 'devmgr/plugin-api';

/** What decides how the page is laid out. Sizes are those of the tab's area, in cells. */
export interface FindState {
  readonly width: number;
  readonly height: number;
  /** Which page a narrow screen shows. */
  readonly page: 'search' | 'index';
  /** Work is going on: the line with the bar is there. */
  readonly hasProgress: boolean;
  /** Lines of what is to be known of the result. */
  readonly noteLines: number;
}

export interface FindLayout {
  readonly rows: readonly Track[];
  readonly columns: readonly Track[];
  readonly shows: { readonly search: boolean; readonly index: boolean };
}

/** Rows of the grid, from the top. */
export const gridRow = { query: 0, notes: 1, results: 2, preview: 3, progress: 4, buttons: 5 } as const;

/** Below this width search and index take turns. */
export const wideFrom = 100;
export const indexCells = 38;

/** Rows and columns of the page, and which widgets are seen. Pure. */
export function findLayout({ width, height, page, hasProgress, noteLines }: FindState): FindLayout {
  const isWide = width >= wideFrom;
  const columns: readonly Track[] = isWide ? ['1fr', indexCells] : page === 'search' ? ['1fr', 0] : [0, '1fr'];
  return {
    rows: [1, noteLines, height >= 30 ? '2fr' : '1fr', height >= 30 ? '3fr' : '1fr', hasProgress ? 1 : 0, 1],
    columns,
    shows: { search: isWide || page === 'search', index: isWide || page === 'index' },
  };
}
