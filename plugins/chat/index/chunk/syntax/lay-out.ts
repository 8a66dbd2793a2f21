import type { Outline, OutlineItem } from './outline.js';
import type { Piece } from './piece.js';

const maxContext = 2000;

type Owner = Pick<Piece, 'kind' | 'symbol' | 'signature' | 'nodes'>;

/** Rows of a file as pieces, in order and without gaps. */
export function layOut(outline: Outline, rowCount: number): Piece[] {
  const pieces: Piece[] = [];
  const owner: Owner = { kind: 'module', symbol: undefined, signature: undefined, nodes: outline.roots };
  layOutLevel(pieces, outline.items, owner, 0, rowCount - 1);
  return pieces;
}

/** Fills the rows: definitions, and what is between them as pieces of the owner. */
function layOutLevel(
  pieces: Piece[],
  items: readonly OutlineItem[],
  owner: Owner,
  startRow: number,
  endRow: number,
): void {
  let nextRow = startRow;
  for (const item of items) {
    if (item.startRow > endRow) break;
    const before = pieces.at(-1);
    if (item.startRow < nextRow && before !== undefined) {
      // It begins on a line that is taken (`class A: pass; class B: pass`): lines are not divided.
      before.endRow = Math.max(before.endRow, Math.min(item.endRow, endRow));
    } else {
      const from = Math.max(item.startRow, nextRow);
      if (from > nextRow) pieces.push(between(owner, nextRow, from - 1, 'inner'));
      layOutItem(pieces, item, from, Math.min(item.endRow, endRow));
    }
    nextRow = Math.max(nextRow, item.endRow + 1);
  }
  if (nextRow <= endRow) pieces.push(between(owner, nextRow, endRow, 'last'));
}

function layOutItem(pieces: Piece[], item: OutlineItem, startRow: number, endRow: number): void {
  const { kind, symbol, signature, node, members } = item;
  const owner: Owner = { kind, symbol, signature, nodes: [node] };
  const firstRow = members.find((member) => member.startRow > startRow && member.startRow <= endRow)?.startRow;
  if (firstRow === undefined) {
    pieces.push({ ...owner, startRow, endRow, context: undefined });
    return;
  }
  const header = { ...owner, startRow, endRow: firstRow - 1, context: contextOf(members) };
  pieces.push(item.isBareHeader ? { ...header, between: 'header' } : header);
  const following = members.filter((member) => member.startRow >= firstRow);
  layOutLevel(pieces, following, owner, firstRow, endRow);
}

function between(owner: Owner, startRow: number, endRow: number, between: 'inner' | 'last'): Piece {
  return { ...owner, startRow, endRow, context: undefined, between };
}

/** The skeleton of a class: what its members are. */
function contextOf(members: readonly OutlineItem[]): string {
  return members
    .map((member) => member.signature)
    .join('\n')
    .slice(0, maxContext);
}
