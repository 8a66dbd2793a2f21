import type { SourceLines } from '../windows/source-lines.js';
import type { Piece } from './piece.js';

/** A piece of so much may be joined, */
const smallLines = 6;
const smallChars = 400;
/** to about so much. */
const joinedLines = 30;
const joinedChars = 1200;

const longestSignature = 120;

/**
 * Joins small neighbours of the same group, in parts of about the same length. What is joined has the group for its symbol and
 * the labels for its signature.
 */
export function joinSmall(lines: SourceLines, pieces: readonly Piece[]): readonly Piece[] {
  const runs: Piece[][] = [];
  for (const piece of pieces) {
    const before = runs.at(-1)?.at(-1);
    const isJoined =
      before !== undefined && before.group === piece.group && isSmall(lines, before) && isSmall(lines, piece);
    if (isJoined) runs.at(-1)?.push(piece);
    else runs.push([piece]);
  }
  return runs.flatMap((run) => divideRun(lines, run)).flatMap(joinRun);
}

function isSmall(lines: SourceLines, { from, to, group }: Piece): boolean {
  return group !== undefined && lengthOf(lines, from, to, smallLines, smallChars) <= 1;
}

/** In lengths of so many lines or characters, whichever is more. */
function lengthOf(lines: SourceLines, from: number, to: number, unitLines: number, unitChars: number): number {
  return Math.max((to - from) / unitLines, (lines.start(to) - lines.start(from)) / unitChars);
}

function divideRun(lines: SourceLines, run: readonly Piece[]): readonly (readonly Piece[])[] {
  const start = run[0]?.from ?? 0;
  const length = (to: number) => lengthOf(lines, start, to, joinedLines, joinedChars);
  const whole = length(run.at(-1)?.to ?? start);
  const partLength = whole / Math.ceil(whole);
  const parts: Piece[][] = [];
  for (const piece of run) {
    const part = Math.floor((length(piece.from) + 1e-9) / partLength);
    if (parts.length <= part) parts.push([piece]);
    else parts.at(-1)?.push(piece);
  }
  return parts;
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
