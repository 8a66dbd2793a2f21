import type { TextTools } from 'devmgr/plugin-api';

const INDENT = '    ';

/** A line in pieces of at most `cells` cells, cut anywhere: nothing of it is left out, blanks neither. Those after the first are indented. */
export function cutLines(line: string, cells: number, { width }: Pick<TextTools, 'width'>): readonly string[] {
  const pieces: string[] = [];
  let piece = '';
  let used = 0;
  for (const character of line) {
    const wide = width(character);
    if (used + wide > cells && used > INDENT.length) {
      pieces.push(piece);
      [piece, used] = [INDENT, INDENT.length];
    }
    piece += character;
    used += wide;
  }
  return [...pieces, piece];
}
