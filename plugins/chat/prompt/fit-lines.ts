import { countTokens } from './count-tokens.js';

export interface FittedLines {
  readonly text: string;
  readonly tokens: number;
  /** Lines that are not in it; of a single line that is too long its rest counts as one. */
  readonly leftOut: number;
}

/** What the mark takes that stands for what is left out. */
const markTokens = 16;

/**
 * A text that takes at most so many tokens: whole, or two thirds of them its beginning and one third its end, with a mark between.
 */
export async function fitLines(text: string, room: number): Promise<FittedLines> {
  const tokens = await countTokens(text, room);
  if (tokens <= room) return { text, tokens, leftOut: 0 };
  const lines = text.split('\n');
  const head = await take(lines, ((room - markTokens) * 2) / 3);
  const rest = lines.slice(head.lines.length).reverse();
  const tail = await take(rest, room - markTokens - head.tokens);
  const leftOut = rest.length - tail.lines.length;
  const mark = `[… ${leftOut} lines left out …]`;
  return {
    text: [...head.lines, mark, ...[...tail.lines].reverse()].join('\n'),
    tokens: head.tokens + tail.tokens + markTokens,
    leftOut,
  };
}

async function take(
  lines: readonly string[],
  room: number,
): Promise<{ readonly lines: readonly string[]; readonly tokens: number }> {
  let used = 0;
  const taken: string[] = [];
  for (const line of lines) {
    const tokens = (await countTokens(line, room - used)) + 1;
    if (used + tokens > room) break;
    used += tokens;
    taken.push(line);
  }
  return { lines: taken, tokens: used };
}
