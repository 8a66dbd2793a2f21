import { styledWidth } from '../../widgets/fit-text.js';
import type { ListItem } from './filter-items.js';

export interface ListColumn {
  readonly x: number;
  readonly width: number;
}

/** Where the columns of a list are, in cells. Notes stand at the right end. */
export interface ListColumns {
  readonly label: ListColumn;
  readonly detail: ListColumn;
  /** Where a label that is too long is cut: names differ at their ends. */
  readonly cut: 'end' | 'middle';
}

type Items = readonly ListItem<unknown>[];

/** However little it has to show, and however much. */
const LEAST = 82;
const MOST = 130;
const GAP = 2;
/** Cells that a long detail, and a long note, keep beside long labels. */
const LEAST_DETAIL = 24;
const LEAST_NOTE = 12;
/** `▸` and a blank, in lists where something is chosen already. */
const MARK = 2;

/** Cells that a list needs to cut nothing, within bounds; scrollbar included. */
export function listWidth(items: Items): number {
  const { label, detail, note } = widest(items);
  const wanted = start(items) + label + gapped(detail) + gapped(note) + 2;
  return Math.min(Math.max(LEAST, wanted), MOST);
}

/** Depends on all items and not on those in view, so that nothing moves while typing. Labels get the most room. */
export function listColumns(items: Items, width: number): ListColumns {
  const all = widest(items);
  const x = start(items);
  const kept = gapped(Math.min(all.detail, LEAST_DETAIL)) + gapped(Math.min(all.note, LEAST_NOTE));
  const label = Math.max(1, Math.min(all.label, width - 1 - x - kept));
  const detailX = x + label + GAP;
  return {
    label: { x, width: label },
    detail: { x: detailX, width: Math.max(0, Math.min(all.detail, width - 1 - detailX)) },
    cut: all.note === 0 ? 'middle' : 'end',
  };
}

function widest(items: Items) {
  const most = (text: (item: ListItem<unknown>) => string | undefined) =>
    items.reduce((cells, item) => Math.max(cells, styledWidth(text(item) ?? '')), 0);
  return { label: most((item) => item.label), detail: most((item) => item.detail), note: most((item) => item.note) };
}

const start = (items: Items) => 1 + (items.some((item) => item.isCurrent) ? MARK : 0);

const gapped = (cells: number) => (cells === 0 ? 0 : cells + GAP);
