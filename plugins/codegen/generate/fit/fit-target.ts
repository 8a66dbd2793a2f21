import { setImmediate as nextTurn } from 'node:timers/promises';
import { leftOutMark } from './fit-text.js';
import type { TokenCounter } from './token-counter.js';

export interface FittedTarget {
  readonly text: string | undefined;
  readonly tokens: number;
  /** Lines that are not in it. */
  readonly leftOut: number;
}

export interface TargetRoom {
  readonly room: number;
  /** What its words name is shown first. */
  readonly prompt: string;
  readonly counter: TokenCounter;
}

const markTokens = 16;
/** Lines that are shown or left out together. */
const pieceLines = 40;
/** Lines that are looked at in some milliseconds. */
const atOnce = 1_000;

/** The file whole, or of one that is too long its beginning and the pieces that the prompt speaks of, with marks between. */
export async function fitTarget(
  text: string | undefined,
  { room, prompt, counter }: TargetRoom,
): Promise<FittedTarget> {
  if (text === undefined) return { text, tokens: 0, leftOut: 0 };
  const tokens = await counter.countUpTo(text, room);
  if (tokens <= room) return { text, tokens, leftOut: 0 };
  return cut(text.split('\n'), { room, prompt, counter });
}

async function cut(lines: readonly string[], { room, prompt, counter }: TargetRoom): Promise<FittedTarget> {
  const pieces = await piecesOf(lines, wordsOf(prompt));
  const shown = new Set<Piece>();
  let used = markTokens;
  for (const piece of [...pieces].sort((a, b) => b.worth - a.worth || a.start - b.start)) {
    const tokens = (await counter.countUpTo(piece.lines.join('\n'), room - used)) + markTokens;
    if (used + tokens > room) {
      if (shown.size > 0) break;
      continue;
    }
    used += tokens;
    shown.add(piece);
  }
  return { ...joined(pieces, shown), tokens: used };
}

interface Piece {
  readonly start: number;
  readonly lines: readonly string[];
  readonly worth: number;
}

async function piecesOf(lines: readonly string[], words: ReadonlySet<string>): Promise<readonly Piece[]> {
  const pieces: Piece[] = [];
  for (let start = 0; start < lines.length; start += pieceLines) {
    if (start % atOnce === 0) await nextTurn();
    const piece = lines.slice(start, start + pieceLines);
    // Imports and what a file is called stand first.
    pieces.push({ start, lines: piece, worth: start === 0 ? Number.MAX_SAFE_INTEGER : worthOf(piece, words) });
  }
  return pieces;
}

/** Definitions of what is named count most. */
function worthOf(lines: readonly string[], words: ReadonlySet<string>): number {
  let worth = 0;
  for (const line of lines) {
    const isDefinition = /^\s*(?:async\s+)?(?:def|class|function|export|interface|type|const|func|fn)\b/.test(line);
    for (const word of wordsOf(line)) if (words.has(word)) worth += isDefinition ? 5 : 1;
  }
  return worth;
}

function wordsOf(text: string): ReadonlySet<string> {
  const names = text.match(/[\p{L}_][\p{L}\p{N}_]{2,}/gu) ?? [];
  return new Set(names.flatMap((name) => [name, ...name.split('_')]).map((word) => word.toLowerCase()));
}

function joined(pieces: readonly Piece[], shown: ReadonlySet<Piece>): Omit<FittedTarget, 'tokens'> {
  const parts: string[] = [];
  let [leftOut, gap] = [0, 0];
  for (const piece of pieces) {
    if (!shown.has(piece)) {
      gap += piece.lines.length;
      continue;
    }
    if (gap > 0) parts.push(leftOutMark(gap));
    leftOut += gap;
    gap = 0;
    parts.push(...piece.lines);
  }
  if (gap > 0) parts.push(leftOutMark(gap));
  return { text: parts.join('\n'), leftOut: leftOut + gap };
}
