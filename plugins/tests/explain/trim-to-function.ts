import type { SourceLines } from './frame-lines.js';

/** What begins a function, a class, or stands above one. */
const BEGINS = /^(\s*)(?:@|(?:async\s+)?def\s|class\s)/;

/**
 * Of the lines around a place those that belong to its function, as far as indents tell: neighbours that merely stand near say nothing of the
 * failure.
 */
export function trimToFunction({ firstLine, lines }: SourceLines, line: number): SourceLines {
  const at = line - firstLine;
  const own = indentOf(lines[at] ?? '');
  const isOther = (index: number) => {
    const found = BEGINS.exec(lines[index] ?? '');
    return found !== null && (found[1] ?? '').length < own;
  };
  let first = 0;
  for (let index = at; index >= 0; index -= 1) {
    if (!isOther(index)) continue;
    first = index;
    break;
  }
  // Decorators stand above what they decorate.
  while (first > 0 && /^\s*@/.test(lines[first - 1] ?? '')) first -= 1;
  let end = lines.length;
  for (let index = at + 1; index < lines.length; index += 1) {
    if (!isOther(index)) continue;
    end = index;
    break;
  }
  while (end > at + 1 && (lines[end - 1] ?? '').trim() === '') end -= 1;
  return { firstLine: firstLine + first, lines: lines.slice(first, end) };
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}
