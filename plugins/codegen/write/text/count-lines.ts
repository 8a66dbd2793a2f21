import { alignLines } from './align-lines.js';

/** Lines that came and went between two texts with `\n`. */
export async function countChangedLines(before: string, after: string): Promise<{ added: number; removed: number }> {
  const [from, to] = [linesOf(before), linesOf(after)];
  const { size } = await alignLines(from, to);
  return { added: to.length - size, removed: from.length - size };
}

/** A missing end of the last line counts as a change of it. */
function linesOf(text: string): readonly string[] {
  const lines = text.split('\n');
  const last = lines.pop() ?? '';
  return last === '' ? lines : [...lines, `${last}\0`];
}
