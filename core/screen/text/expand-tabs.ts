import { codePointWidth } from './code-point-width.js';

const tabStop = 4;

/** Replaces tabs by spaces up to the next column that is a multiple of four, line by line. */
export function expandTabs(text: string): string {
  if (!text.includes('\t')) return text;
  return text.split('\n').map(expandLine).join('\n');
}

function expandLine(line: string): string {
  if (!line.includes('\t')) return line;
  const pieces: string[] = [];
  let column = 0;
  for (const character of line) {
    if (character === '\t') {
      const spaces = tabStop - (column % tabStop);
      pieces.push(' '.repeat(spaces));
      column += spaces;
    } else {
      pieces.push(character);
      column += codePointWidth(character.codePointAt(0) ?? 0);
    }
  }
  return pieces.join('');
}
