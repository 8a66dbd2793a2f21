import type { BlockLayout, Line } from '../layout/line.js';

/** A place that was found: parts of one line or, where it is broken, of several. Offsets are those of `Highlight`. */
export type Match = readonly { readonly line: number; readonly from: number; readonly to: number }[];

const memory = new WeakMap<BlockLayout, { readonly words: string; readonly matches: readonly Match[] }>();

/** Places with these words in the lines of a block, whatever their case and wherever lines were broken. */
export function findInLayout(layout: BlockLayout, words: string): readonly Match[] {
  const known = memory.get(layout);
  if (known?.words === words) return known.matches;
  const matches = words === '' ? [] : find(layout.lines, words);
  memory.set(layout, { words, matches });
  return matches;
}

function find(lines: readonly Line[], words: string): Match[] {
  const { text, starts } = flatten(lines);
  const pattern = words.replace(/[$()*+.?[\\\]^{|}]/g, '\\$&').replace(/\s+/g, '\\s+');
  return [...text.matchAll(new RegExp(pattern, 'giu'))].map(({ index, 0: { length } }) =>
    partsOf(index, index + length, starts),
  );
}

/** The text of lines without their furniture, and where in it each begins. */
function flatten(lines: readonly Line[]): { text: string; starts: readonly number[] } {
  let text = '';
  const starts = lines.map((line) => {
    const start = text.length;
    for (const run of line.runs.slice(line.furniture, line.runs.length - (line.tail ?? 0))) text += run.text;
    text += line.joint;
    return start;
  });
  return { text, starts: [...starts, text.length] };
}

function partsOf(from: number, to: number, starts: readonly number[]): Match {
  const parts: { line: number; from: number; to: number }[] = [];
  for (let line = 0; line < starts.length - 1; line++) {
    const start = starts[line] ?? 0;
    const end = starts[line + 1] ?? 0;
    if (end > from && start < to)
      parts.push({ line, from: Math.max(from, start) - start, to: Math.min(to, end) - start });
  }
  return parts;
}
