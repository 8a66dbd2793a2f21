import type { StyledText, TreeNode } from 'devmgr/plugin-api';
import type { Canvas, Look } from '../../screen/canvas.js';
import { wrap } from '../../screen/text/wrap.js';
import { fitText, styledWidth } from '../fit-text.js';
import { paintScrollbar } from '../scrollbar.js';
import type { TreeRow } from './tree-rows.js';

/** Cells of a sign and the blank after it, and of one level. */
const SIGN = 2;
/** A label gets at least so many cells before its detail gets any. */
const LABEL_MINIMUM = 8;

/** What one frame of a tree shows. */
export interface TreePicture {
  readonly rows: readonly TreeRow[];
  readonly top: number;
  readonly total: number;
  /** The place of the selected row among all rows. */
  readonly selected: number;
  readonly empty: StyledText;
}

/** Paints the visible rows and the scrollbar, or the text for an empty tree. */
export function paintTree(canvas: Canvas, picture: TreePicture, focused: boolean): void {
  if (picture.total === 0) {
    const lines = wrap(picture.empty, Math.max(1, canvas.width)).slice(0, canvas.height);
    lines.forEach((line, y) => canvas.put(0, y, line, 'muted'));
    return;
  }
  picture.rows.forEach((row, y) => {
    const isSelected = picture.top + y === picture.selected;
    paintRow(canvas, y, row, isSelected ? (focused ? 'selection' : 'selection-unfocused') : undefined);
  });
  const place = { x: canvas.width - 1, y: 0, height: canvas.height };
  paintScrollbar(canvas, place, { top: picture.top, visible: canvas.height, total: picture.total });
}

/** Where the sign of a row stands. Deep levels are drawn closer than they are: a label needs room, too. */
export function signColumn(depth: number, width: number): number {
  return Math.min(depth * SIGN, Math.max(0, Math.floor((width - LABEL_MINIMUM) / 2)));
}

function paintRow(canvas: Canvas, y: number, { node, depth, isOpen }: TreeRow, base: Look | undefined): void {
  if (base) canvas.fill(0, y, canvas.width, 1, base);
  const onBase = base ? { base } : {};
  const start = signColumn(depth, canvas.width);
  if (node.children) canvas.draw(start, y, isOpen ? '▾' : '▸', 'muted', onBase);
  // The last column is kept free for the scrollbar.
  const room = canvas.width - 1 - start - SIGN;
  const detail = fitDetail(node, room);
  const label = fitText(node.label, room - (detail ? styledWidth(detail) + 1 : 0), 'middle');
  canvas.put(start + SIGN, y, label, 'default', onBase);
  if (detail) canvas.put(canvas.width - 1 - styledWidth(detail), y, detail, 'muted', onBase);
}

function fitDetail({ label, detail }: TreeNode, room: number): StyledText | undefined {
  if (detail === undefined) return undefined;
  const left = room - 1 - Math.min(styledWidth(label), Math.max(LABEL_MINIMUM, Math.floor(room / 2)));
  return left < Math.min(3, styledWidth(detail)) ? undefined : fitText(detail, left);
}
