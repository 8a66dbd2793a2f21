import type { Track } from 'devmgr/plugin-api';

/** What decides how the page is laid out. Sizes are those of the tab's area, in cells. */
export interface TalkState {
  readonly width: number;
  readonly height: number;
  /** `code` takes the place of the conversation; a narrow screen shows one of them at a time. */
  readonly pane: 'conversation' | 'code' | 'side';
  /** Lines that the text in the composer takes. */
  readonly composerLines: number;
  /** Sources that there are. */
  readonly sourceLines: number;
  /** The line to find words of the conversation in is open. */
  readonly isFinding: boolean;
  /** A source is selected: why it is one is told under them. */
  readonly hasWhy: boolean;
  /** A question waits for the index: the line with the bar is there. */
  readonly hasProgress: boolean;
}

/** Where each widget is: row, column, rows, columns of the grid. */
export type TalkArea = readonly [number, number, number, number];

export interface TalkLayout {
  readonly rows: readonly Track[];
  readonly columns: readonly Track[];
  /** Which widgets are seen. */
  readonly shows: { readonly [name in keyof typeof talkAreas]: boolean };
}

/** Left the conversation over the composer, right the sources over the index. */
export const talkAreas = {
  conversation: [0, 0, 3, 1],
  code: [0, 0, 3, 1],
  find: [3, 0, 1, 1],
  progress: [4, 0, 1, 1],
  composer: [5, 0, 1, 1],
  sources: [0, 1, 1, 1],
  why: [1, 1, 1, 1],
  tree: [2, 1, 4, 1],
  buttons: [6, 0, 1, 2],
} as const satisfies Record<string, TalkArea>;

/** Below this width conversation and sources take turns. */
export const talkWideFrom = 100;
const mostComposerLines = 8;
const border = 2;
const whyLines = 2;
/** The line with the names of the columns. */
const header = 1;
const leastSourceLines = 2;
/** Corners, lines and blanks beside a title. */
const titleFrame = 6;
const sideCells = { least: 38, most: 72, share: 0.32 };

/** Rows and columns of the page, and which widgets are seen. Pure. */
export function talkLayout(state: TalkState): TalkLayout {
  const isWide = state.width >= talkWideFrom;
  const hasLeft = isWide || state.pane !== 'side';
  const hasRight = isWide || state.pane === 'side';
  const isReading = state.pane === 'code';
  const hasComposer = isWide || state.pane === 'conversation';
  const below = [
    hasComposer && state.isFinding ? 1 : 0,
    hasComposer && state.hasProgress ? 1 : 0,
    hasComposer ? composerRows(state) : 0,
  ];
  return {
    rows: [hasRight ? sourceRows(state, below) : '1fr', hasRight && state.hasWhy ? whyLines : 0, '1fr', ...below, 1],
    columns: isWide ? ['1fr', sideWidth(state.width)] : hasLeft ? ['1fr', 0] : [0, '1fr'],
    shows: {
      conversation: hasLeft && !isReading,
      code: hasLeft && isReading,
      find: hasComposer && state.isFinding,
      progress: hasComposer,
      composer: hasComposer,
      sources: hasRight,
      why: hasRight && state.hasWhy,
      tree: hasRight,
      buttons: true,
    },
  };
}

/** It grows with its text, as far as the conversation keeps more than half of the screen. */
function composerRows({ composerLines, height }: TalkState): number {
  const most = Math.max(1, Math.min(mostComposerLines, Math.floor(height / 2) - border - 1));
  return Math.max(1, Math.min(composerLines, most)) + border;
}

/** As many as the sources need, as far as a third is left for the index. `below`: rows beside the index that others need. */
function sourceRows({ height, sourceLines, hasWhy }: TalkState, below: readonly number[]): number {
  const why = hasWhy ? whyLines : 0;
  const side = Math.max(0, height - 1 - why);
  const others = below.reduce((sum, rows) => sum + rows, 0);
  const wanted = Math.max(leastSourceLines, sourceLines) + header + border;
  return Math.max(0, Math.min(wanted, Math.floor((side * 2) / 3), side - others));
}

/** Cells that the composer has for its title. */
export function composerTitleCells(width: number): number {
  const left = width < talkWideFrom ? width : width - sideWidth(width);
  return left - titleFrame;
}

function sideWidth(width: number): number {
  return Math.max(sideCells.least, Math.min(sideCells.most, Math.floor(width * sideCells.share)));
}
