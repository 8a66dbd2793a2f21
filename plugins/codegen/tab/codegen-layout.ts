import type { Track } from 'devmgr/plugin-api';

export type PageName = 'code' | 'request' | 'history' | 'bake-off';
export type PaneName =
  'tree' | 'target' | 'prompt' | 'context' | 'result' | 'preview' | 'edit' | 'system' | 'user' | 'history' | 'bake-off';

/** What decides how the tab is laid out. Sizes are those of the tab's area, in cells. */
export interface LayoutState {
  readonly width: number;
  readonly height: number;
  readonly page: PageName;
  readonly isTreeOpen: boolean;
  /** The preview has all of the room. */
  readonly isLarge: boolean;
  /** What has the keys, or had them last. */
  readonly focused: PaneName;
  /** What stands in the place of the code. */
  readonly preview: 'diff' | 'code' | 'prose' | 'edit';
  /** There is an answer, or one is on its way: it gets the room. */
  readonly hasAnswer: boolean;
  /** Of the answer. */
  readonly files: number;
  /** Lines that the prompt takes. */
  readonly promptLines: number;
  readonly contextRows: number;
  readonly resultLines: number;
  readonly hasProgress: boolean;
}

/** Where each widget is: row, column, rows, columns of the grid. */
export type Area = readonly [number, number, number, number];

/** Left the files; right target and model, prompt, context, what came of it, the files of the answer, the code. */
export const areas = {
  tree: [0, 0, 7, 1],
  target: [0, 1, 1, 1],
  model: [0, 2, 1, 1],
  prompt: [1, 1, 1, 2],
  context: [2, 1, 1, 2],
  contextLine: [2, 1, 1, 2],
  result: [3, 1, 1, 2],
  files: [4, 1, 1, 2],
  diff: [5, 1, 1, 2],
  code: [5, 1, 1, 2],
  prose: [5, 1, 1, 2],
  edit: [5, 1, 1, 2],
  progress: [6, 1, 1, 2],
  system: [0, 0, 1, 3],
  user: [1, 0, 6, 3],
  history: [0, 0, 7, 3],
  bakeOff: [0, 0, 7, 3],
  buttons: [7, 0, 1, 3],
} as const satisfies Record<string, Area>;

export interface CodegenLayout {
  readonly rows: readonly Track[];
  readonly columns: readonly Track[];
  readonly shows: { readonly [name in keyof typeof areas]: boolean };
}

/** Below this width the files slide in, and below this height context and code take turns. */
export const wideFrom = 100;
export const tallFrom = 30;
const border = 2;
const header = 1;
const target = 1 + border;
const leastCode = 3 + border;
const treeCells = { least: 24, most: 36, share: 0.2, narrow: 28 };
const modelCells = { least: 36, most: 50, share: 0.3 };
const most = { promptLines: 8, contextRows: 6, resultLines: 6 };

/** Rows and columns of the tab, and which widgets are seen. Pure. */
export function codegenLayout(state: LayoutState): CodegenLayout {
  const { page, isLarge, isTreeOpen, preview, width } = state;
  const isCode = page === 'code';
  const hasTree = isCode && isTreeOpen && !isLarge;
  const hasAbove = isCode && !isLarge;
  const heights = heightsOf(state);
  const hasModel = hasAbove && width - (hasTree ? treeWidth(state) : 0) >= 70;
  return {
    rows: rowsOf(state),
    columns: columnsOf(state, hasTree, hasModel),
    shows: {
      tree: hasTree,
      target: hasAbove,
      model: hasModel,
      prompt: hasAbove && heights.prompt > 0,
      context: hasAbove && heights.context > 1,
      contextLine: hasAbove && heights.context === 1,
      result: isCode && heights.result > 0,
      files: isCode && hasFiles(state),
      diff: isCode && preview === 'diff',
      code: isCode && preview === 'code',
      prose: isCode && preview === 'prose',
      edit: isCode && preview === 'edit',
      progress: isCode && state.hasProgress,
      system: page === 'request',
      user: page === 'request',
      history: page === 'history',
      bakeOff: page === 'bake-off',
      buttons: true,
    },
  };
}

function rowsOf(state: LayoutState): readonly Track[] {
  if (state.page === 'request') return ['1fr', '1fr', '1fr', 0, 0, 0, 0, 1];
  if (state.page !== 'code') return ['1fr', 0, 0, 0, 0, 0, 0, 1];
  const { prompt, context, result } = heightsOf(state);
  const above = [state.isLarge ? 0 : target, prompt, context, result, hasFiles(state) ? 1 : 0];
  return [...above, '1fr', state.hasProgress ? 1 : 0, 1];
}

/** The others of several files have to be seen before they are saved. */
function hasFiles({ files }: LayoutState): boolean {
  return files > 1;
}

/** Rows of what stands above the code, which keeps some of them: what has the keys comes first, and what there is no room for is left out. */
function heightsOf(state: LayoutState): { readonly prompt: number; readonly context: number; readonly result: number } {
  const heights = { prompt: 0, context: 0, result: 0 };
  const wanted = { prompt: promptHeight(state), context: contextHeight(state), result: resultHeight(state) };
  const least = { prompt: 1 + border, context: Math.min(wanted.context, 1 + header + border), result: 1 + border };
  let left =
    state.height -
    (state.isLarge ? 0 : target) -
    1 -
    (state.hasProgress ? 1 : 0) -
    (hasFiles(state) ? 1 : 0) -
    leastCode;
  for (const name of state.isLarge ? (['result'] as const) : orderOf(state)) {
    const rows = Math.min(wanted[name], left);
    if (rows < least[name] || rows === 0) continue;
    heights[name] = rows;
    left -= rows;
  }
  return heights;
}

function orderOf({ focused }: LayoutState): readonly ('prompt' | 'context' | 'result')[] {
  return focused === 'context' ? ['prompt', 'context', 'result'] : ['prompt', 'result', 'context'];
}

function columnsOf(state: LayoutState, hasTree: boolean, hasModel: boolean): readonly Track[] {
  if (state.page !== 'code') return ['1fr', 0, 0];
  return [hasTree ? treeWidth(state) : 0, '1fr', hasModel ? modelWidth(state) : 0];
}

/** It grows with its text while it is written, as far as the code keeps most of the room. An answer leaves it one line, on a small screen none while it is read. */
function promptHeight(state: LayoutState): number {
  const { height, promptLines, focused } = state;
  const isWriting = focused === 'prompt' || focused === 'target';
  if (state.hasAnswer && !isWriting) return height < tallFrom && !isAsking(state) ? 0 : 1 + border;
  const room = height >= tallFrom ? most.promptLines : isWriting ? 5 : 1;
  const least = height >= tallFrom && isWriting ? 3 : 1;
  return Math.max(least, Math.min(promptLines, room)) + border;
}

/** On a small screen it is there while it is asked, and code is not looked at. An answer leaves it one line, without a border, until it is looked at. */
function contextHeight(state: LayoutState): number {
  const { height, contextRows, focused } = state;
  const isTall = height >= tallFrom;
  if (!isTall && !isAsking(state)) return 0;
  if (state.hasAnswer && focused !== 'context') return 1;
  const room = focused === 'context' ? Math.floor(height / 2) - border - header : isTall ? most.contextRows : 2;
  return Math.max(1, Math.min(contextRows, room)) + header + border;
}

function resultHeight(state: LayoutState): number {
  const { height, focused, resultLines } = state;
  if (resultLines === 0) return 0;
  const small = isAsking(state) ? 2 : 4;
  const room = focused === 'result' ? Math.floor(height / 2) - border : height >= tallFrom ? most.resultLines : small;
  return Math.min(resultLines, room) + border;
}

/** What shall be done is being said. */
function isAsking({ focused }: LayoutState): boolean {
  return focused !== 'preview' && focused !== 'edit' && focused !== 'result';
}

/** Rows of what came of it that are in view. */
export function resultRows(state: LayoutState): number {
  return Math.max(0, heightsOf(state).result - border);
}

/** Cells within the borders of what is beside the files. */
export function rightCells(width: number, hasTree: boolean): number {
  return width - (hasTree ? treeWidth({ width }) : 0) - border;
}

function treeWidth({ width }: Pick<LayoutState, 'width'>): number {
  if (width < wideFrom) return treeCells.narrow;
  return Math.max(treeCells.least, Math.min(treeCells.most, Math.floor(width * treeCells.share)));
}

function modelWidth({ width }: LayoutState): number {
  return Math.max(modelCells.least, Math.min(modelCells.most, Math.floor(width * modelCells.share)));
}
