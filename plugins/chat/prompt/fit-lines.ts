import type { CountTokens } from './count-tokens.js';
import { fitInLine } from './fit-in-line.js';

export interface FittedLines {
  readonly text: string;
  readonly tokens: number;
  /** Lines that are not in it, or not whole. */
  readonly leftOut: number;
  /** Of what is left out the beginning or the end is there: a line was too long. */
  readonly isCutInLine: boolean;
}

/** What the mark takes that stands for what is left out. */
const markTokens = 24;
/** With less room than this for a part of a line it is left out. */
const fewestTokens = 64;

/**
 * A text that takes at most so many tokens: whole, or two thirds of them its beginning and one third its end, with a mark between.
 * These are whole lines, unless one of them is too long.
 */
export async function fitLines(text: string, room: number, countTokens: CountTokens): Promise<FittedLines> {
  const tokens = await countTokens(text, room);
  if (tokens <= room) return { text, tokens, leftOut: 0, isCutInLine: false };
  const lines = text.split('\n');
  const head = await take(lines, ((room - markTokens) * 2) / 3, 'first', countTokens);
  // Of the line that was cut the rest is left.
  const rest = lines.slice(head.lines.length).map((line, at) => (at === 0 ? line.slice(head.part.length) : line));
  const tail = await take(rest.reverse(), room - markTokens - head.tokens, 'last', countTokens);
  const leftOut = Math.max(1, rest.length - tail.lines.length);
  const isCutInLine = head.part !== '' || tail.part !== '';
  const chars = (rest[tail.lines.length] ?? '').length - tail.part.length;
  const mark = isCutInLine && leftOut === 1 ? counted(chars, 'character') : counted(leftOut, 'line');
  const [first, last] = [head, tail].map(({ part }) => (part === '' ? [] : [part]));
  return {
    text: [...head.lines, ...(first ?? []), mark, ...(last ?? []), ...[...tail.lines].reverse()].join('\n'),
    tokens: head.tokens + tail.tokens + markTokens,
    leftOut,
    isCutInLine,
  };
}

function counted(count: number, what: string): string {
  return `[… ${count} ${what}${count === 1 ? '' : 's'} left out …]`;
}

interface Taken {
  readonly lines: readonly string[];
  /** Of the next one, when it is too long; else empty. */
  readonly part: string;
  readonly tokens: number;
}

async function take(
  lines: readonly string[],
  room: number,
  end: 'first' | 'last',
  countTokens: CountTokens,
): Promise<Taken> {
  let used = 0;
  const taken: string[] = [];
  for (const line of lines) {
    const left = room - used;
    const tokens = (await countTokens(line, left)) + 1;
    if (tokens > left) {
      if (left < fewestTokens) break;
      const part = await fitInLine(line, left - 1, end, countTokens);
      return { lines: taken, part: part.text, tokens: used + part.tokens + 1 };
    }
    used += tokens;
    taken.push(line);
  }
  return { lines: taken, part: '', tokens: used };
}
