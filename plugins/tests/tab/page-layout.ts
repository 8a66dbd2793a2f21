import type { Track } from 'devmgr/plugin-api';

type ThreeTracks = readonly [Track, Track, Track];

/** What decides how the tab is laid out. Sizes are those of the tab's area, in cells. */
export interface PageState {
  readonly width: number;
  readonly height: number;
  /** Which page a narrow screen shows. */
  readonly page: 'results' | 'details';
  /** The details have the whole width on a wide screen too. */
  readonly zoomed: boolean;
  readonly filterOpen: boolean;
  readonly optionsOpen: boolean;
  /** Lines for the tests that run now. */
  readonly runningLines: number;
  /** Lines of the run form within its border. */
  readonly formLines: number;
  /** How the details share their height. */
  detailTracks(height: number): ThreeTracks;
}

export interface PageLayout {
  readonly rows: readonly Track[];
  readonly columns: readonly Track[];
  /** Of the details, in cells. */
  readonly details: { readonly width: number; readonly height: number };
  readonly shows: {
    readonly results: boolean;
    readonly details: boolean;
    readonly chips: boolean;
    readonly filter: boolean;
    readonly running: boolean;
    readonly options: boolean;
  };
}

/** Rows of the grid, from the top. The list takes the three rows from `main` on, the details share them. */
export const gridRow = {
  chips: 0,
  filter: 1,
  main: 2,
  running: 5,
  progress: 6,
  buttons: 7,
  foldedOptions: 8,
  options: 9,
} as const;

export const mainRows = 3;

/** Below this width list and details take turns. */
const wideFrom = 100;
/** Below this height the run form is folded into a line, and the chips are there with the filter only. */
const tallFrom = 28;
/** The buttons need this width to stand on one line. */
const oneLineButtons = 80;
const border = 2;

/** Whether list and details stand side by side. */
export function isWide(width: number): boolean {
  return width >= wideFrom;
}

/** Cells of the list, where it is shown. */
export function listWidth(width: number): number {
  return isWide(width) ? Math.floor((width * 5) / 9) : width;
}

/** Rows and columns of the tab, and which widgets are seen. Pure. */
export function pageLayout(state: PageState): PageLayout {
  const { width, height, page } = state;
  const isTall = height >= tallFrom;
  const showsOptions = state.optionsOpen || (isWide(width) && isTall);
  const chips = isTall || state.filterOpen ? 1 : 0;
  const filter = state.filterOpen ? 1 : 0;
  const below = [
    state.runningLines,
    1,
    width >= oneLineButtons ? 1 : 2,
    showsOptions ? 0 : 1,
    showsOptions ? state.formLines + border : 0,
  ];
  const main = Math.max(0, height - below.reduce((sum, lines) => sum + lines, chips + filter));
  const isShared = isWide(width) && !state.zoomed;
  const showsDetails = isShared || page === 'details';
  const list = isShared ? listWidth(width) : page === 'results' ? width : 0;
  return {
    rows: [chips, filter, ...(showsDetails ? state.detailTracks(main) : (['1fr', 0, 0] as const)), ...below],
    columns: [list, width - list],
    details: { width: width - list, height: main },
    shows: {
      results: list > 0,
      details: showsDetails,
      chips: chips > 0,
      filter: state.filterOpen,
      running: state.runningLines > 0,
      options: showsOptions,
    },
  };
}
