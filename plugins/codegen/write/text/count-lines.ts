import { alignLines } from './align-lines.js';

/** Lines that came and went between two texts with `\n`. */
export async function countChangedLines(before: string, after: string): Promise<{ added: number; removed: number }> {
  const from = linesOf(before);
  const to = linesOf(after);
  const { size } = await alignLines(from, to);
  return { added: to.length - size, removed: from.length - size };
}

/** Each with its end, so that a missing one at the end of the file counts as a change. */
function linesOf(text: string): readonly string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}
