import type { TextTools } from 'devmgr/plugin-api';

/** A text in lines of at most `cells`, broken between words. A longer word (an address) stays whole, to be copied. */
export function wrapWords(line: string, cells: number, text: Pick<TextTools, 'width'>): string[] {
  const lines: string[] = [];
  for (const word of line.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && text.width(`${last} ${word}`) <= cells) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
