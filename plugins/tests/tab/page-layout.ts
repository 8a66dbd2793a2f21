import type { Track } from 'devmgr/plugin-api';

/** What decides how the tab is laid out. Sizes are those of the tab's area, in cells. */
export interface PageState {
  readonly width: number;
  readonly height: number;
  /** Which page a narrow screen shows. */
  readonly page: 'results' | 'details';
  readonly filterOpen: boolean;
  readonly optionsOpen: boolean;
}

export interface PageLayout {
  readonly rows: readonly Track[];
  readonly columns: readonly Track[];
  readonly shows: {
    readonly results: boolean;
    readonly details: boolean;
    readonly filter: boolean;
    readonly options: boolean;
  };
}

/** Rows of the grid, from the top. The line that stands for the run form has a row of its own. */
export const gridRow = { filter: 0, main: 1, progress: 2, buttons: 3, foldedOptions: 4, options: 5 } as const;

/** Below this width results and details take turns. */
const wideFrom = 100;
/** Below this height the run form is folded into a line. */
const tallFrom = 28;
/** From this width on the form's fields stand on one line. */
const oneLineForm = 120;
/** The buttons need this width to stand on one line. */
const oneLineButtons = 80;

/** Rows and columns of the tab, and which widgets are seen. Pure. */
export function pageLayout({ width, height, page, filterOpen, optionsOpen }: PageState): PageLayout {
  const isWide = width >= wideFrom;
  const showsOptions = optionsOpen || (isWide && height >= tallFrom);
  const formLines = width >= oneLineForm ? 1 : width >= 70 ? 2 : 3;
  const border = 2;
  return {
    rows: [
      filterOpen ? 1 : 0,
      '1fr',
      1,
      width >= oneLineButtons ? 1 : 2,
      showsOptions ? 0 : 1,
      showsOptions ? formLines + border : 0,
    ],
    columns: isWide ? ['5fr', '4fr'] : page === 'results' ? ['1fr', 0] : [0, '1fr'],
    shows: {
      results: isWide || page === 'results',
      details: isWide || page === 'details',
      filter: filterOpen,
      options: showsOptions,
    },
  };
}
