import type { SourceLines } from '../windows/source-lines.js';
import type { Piece } from './piece.js';

/** A piece of so much may be joined, */
const smallLines = 6;
const smallChars = 400;
/** up to so much. */
const joinedLines = 30;
const joinedChars = 1200;

const longestSignature = 120;

/** Joins small neighbours of the same group. What is joined has the group for its symbol and the labels for its signature. */
export function joinSmall(lines: SourceLines, pieces: readonly Piece[]): readonly Piece[] {
  const runs: Piece[][] = [];
  for (const piece of pieces) {
    const run = runs.at(-1);
    if (run !== undefined && belongsTo(run, piece, lines)) run.push(piece);
    else runs.push([piece]);
  }
  return runs.flatMap(joinRun);
}

function belongsTo(run: readonly Piece[], piece: Piece, lines: SourceLines): boolean {
  const [first, last] = [run[0], run.at(-1)];
  if (first === undefined || last === undefined || piece.group === undefined || piece.group !== last.group)
    return false;
  if (!isWithin(lines, last.from, last.to, smallLines, smallChars)) return false;
  if (!isWithin(lines, piece.from, piece.to, smallLines, smallChars)) return false;
  return isWithin(lines, first.from, piece.to, joinedLines, joinedChars);
}

function isWithin(lines: SourceLines, from: number, to: number, mostLines: number, mostChars: number): boolean {
  return to - from <= mostLines && lines.start(to) - lines.start(from) <= mostChars;
}

function joinRun(run: readonly Piece[]): readonly Piece[] {
  const [first, last] = [run[0], run.at(-1)];
  if (first === undefined || last === undefined || first === last) return run;
  const labels = run.map((piece) => piece.label).filter((label) => label !== undefined);
  const symbol = first.group === '' ? undefined : first.group;
  return [{ ...first, to: last.to, symbol, signature: listOf(labels), label: undefined }];
}

function listOf(labels: readonly string[]): string | undefined {
  const list = labels.join(', ');
  if (list === '') return undefined;
  return list.length <= longestSignature ? list : `${list.slice(0, longestSignature - 1)}…`;
}
