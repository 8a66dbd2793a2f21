import type { SourceLines } from './source-lines.js';

/** How long windows are. */
export interface WindowSize {
  /** A good length, in lines or in characters, whichever comes first. */
  readonly targetLines: number;
  readonly targetChars: number;
  readonly maxLines: number;
}

/** In lengths of a good window. */
const shortest = 0.4;
const longest = 2;
/** A rest of so little is not made a window of its own. */
const wholeRest = 1.3;

/**
 * The line (from zero) where the window that begins at line `from` ends, exclusive: always past `from`. Looks no further
 * than two windows ahead.
 */
export function nextCut(lines: SourceLines, from: number, size: WindowSize): number {
  const lengthTo = (line: number) =>
    Math.max((line - from) / size.targetLines, (lines.start(line) - lines.start(from)) / size.targetChars);
  if (lengthTo(lines.count) <= wholeRest && lines.count - from <= size.maxLines) return lines.count;
  let best = from + 1;
  let lowestCost = Infinity;
  for (let line = from + 1; line < lines.count && line - from <= size.maxLines; line += 1) {
    const length = lengthTo(line);
    if (length > longest) break;
    const isLong = length >= shortest;
    const cost = isLong ? Math.abs(length - 1) + costOfCutBefore(lines, line) : Number.MAX_VALUE;
    if (cost < lowestCost || !isLong) [best, lowestCost] = [line, cost];
  }
  return best;
}

/** Best before a paragraph that stands at the left, worst before a blank line: it belongs to what is above. */
function costOfCutBefore(lines: SourceLines, line: number): number {
  const indent = lines.indent(line);
  if (indent === undefined) return 1;
  const isAfterBlank = lines.indent(line - 1) === undefined;
  return (isAfterBlank ? 0 : 0.7) + (indent === 0 ? 0 : 0.2) + Math.min(indent, 12) / 20;
}
