import type { SourceLines } from '../windows/source-lines.js';
import { breakRows } from './break-rows.js';
import type { Piece } from './piece.js';

/** A piece that is no longer stays whole. */
const whole = { rows: 80, chars: 3000 };
/** How long parts are, about. */
const target = { rows: 50, chars: 2000 };
/** A part is this much of the target, at least and at most. */
const shortest = 0.35;
const longest = 1.7;

/** Parts of a piece that is too long for one chunk, divided where statements begin, all with its name. */
export function dividePiece(piece: Piece, lines: SourceLines): Piece[] {
  if (isShort(piece, lines)) return [piece];
  const depths = breakRows(piece, lines);
  const parts: Piece[] = [];
  let rest = piece;
  while (!isShort(rest, lines)) {
    const row = bestBreak(rest, lines, depths);
    if (row === undefined) break;
    parts.push({ ...rest, endRow: row - 1 });
    rest = { ...rest, startRow: row, context: undefined };
  }
  return [...parts, rest];
}

function isShort({ startRow, endRow }: Piece, lines: SourceLines): boolean {
  return endRow - startRow < whole.rows && lines.start(endRow + 1) - lines.start(startRow) <= whole.chars;
}

/** The row that the next part begins with. */
function bestBreak(piece: Piece, lines: SourceLines, depths: ReadonlyMap<number, number>): number | undefined {
  const { startRow, endRow } = piece;
  const lengthTo = (row: number) =>
    Math.max((row - startRow) / target.rows, (lines.start(row) - lines.start(startRow)) / target.chars);
  const parts = Math.max(2, Math.round(lengthTo(endRow + 1)));
  const ideal = Math.min(lengthTo(endRow + 1) / parts, 1);
  let best: { readonly row: number; readonly cost: number } | undefined;
  for (let row = startRow + 1; row <= endRow; row += 1) {
    const length = lengthTo(row);
    if (length > longest && best !== undefined) break;
    // Long lines: what is before them goes alone.
    const isShort = length < shortest;
    const cost = isShort ? 100 - length : Math.abs(length - ideal) + costOf(row, lines, depths);
    if (best === undefined || cost < best.cost) best = { row, cost };
  }
  return best?.row;
}

/** Best where a paragraph of the outermost statements begins, worst in the middle of one: then as further left, the better. */
function costOf(row: number, lines: SourceLines, depths: ReadonlyMap<number, number>): number {
  const indent = lines.indent(row);
  if (indent === undefined) return 3;
  const afterBlank = lines.indent(row - 1) === undefined ? 0 : 0.3;
  const depth = depths.get(row);
  return afterBlank + (depth === undefined ? 1 + Math.min(indent, 40) / 20 : Math.min(depth, 12) / 8);
}
