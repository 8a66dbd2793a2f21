import { alignLines } from './align-lines.js';

/** In characters of both texts; for more only what is equal at the ends counts as the same. */
const mostSearched = 6_000_000;

/** Lines that came and went between two texts with `\n`. */
export async function countChangedLines(before: string, after: string): Promise<{ added: number; removed: number }> {
  const from = linesOf(before);
  const to = linesOf(after);
  const isSmall = before.length + after.length <= mostSearched;
  const kept = isSmall ? (await alignLines(from, to)).size : countEqualEnds(from, to);
  return { added: to.length - kept, removed: from.length - kept };
}

/** A missing end of the last line counts as a change of it. */
function linesOf(text: string): readonly string[] {
  const lines = text.split('\n');
  const last = lines.pop() ?? '';
  return last === '' ? lines : [...lines, `${last}\0`];
}

function countEqualEnds(from: readonly string[], to: readonly string[]): number {
  const shorter = Math.min(from.length, to.length);
  let head = 0;
  while (head < shorter && from[head] === to[head]) head++;
  let tail = 0;
  while (tail < shorter - head && from.at(-1 - tail) === to.at(-1 - tail)) tail++;
  return head + tail;
}
