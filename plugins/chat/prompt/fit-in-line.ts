import type { CountTokens } from './count-tokens.js';

/** The thriftiest text has fewer characters in a token: blanks. */
const mostChars = 10;

export interface LinePart {
  readonly text: string;
  readonly tokens: number;
}

/** As much of a line's beginning or of its end as takes at most so many tokens; no character of it is cut in two. */
export async function fitInLine(
  line: string,
  room: number,
  end: 'first' | 'last',
  countTokens: CountTokens,
): Promise<LinePart> {
  let [fits, tooMany] = [0, Math.min(line.length, Math.ceil(room * mostChars)) + 1];
  let part: LinePart = { text: '', tokens: 0 };
  while (tooMany - fits > 1) {
    const count = Math.floor((fits + tooMany) / 2);
    const text = end === 'first' ? beginning(line, count) : ending(line, count);
    const tokens = await countTokens(text, room);
    if (tokens > room) tooMany = count;
    else [fits, part] = [count, { text, tokens }];
  }
  return part;
}

function beginning(line: string, count: number): string {
  return line.slice(0, isInCharacter(line, count) ? count - 1 : count);
}

function ending(line: string, count: number): string {
  const at = line.length - count;
  return line.slice(isInCharacter(line, at) ? at + 1 : at);
}

/** Between the halves of a character that takes two. */
function isInCharacter(line: string, at: number): boolean {
  return /^[\ud800-\udbff][\udc00-\udfff]$/.test(line.slice(Math.max(0, at - 1), at + 1));
}
