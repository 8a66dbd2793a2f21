import type { TokenCounter } from './token-counter.js';

export interface FittedText {
  readonly text: string;
  readonly tokens: number;
  /** Lines that are not in it. */
  readonly leftOut: number;
}

const markTokens = 16;

/** A text within so many tokens: whole, or two thirds of them its beginning and one third its end, in whole lines with a mark between. */
export async function fitText(text: string, room: number, counter: TokenCounter): Promise<FittedText> {
  const tokens = await counter.countUpTo(text, room);
  if (tokens <= room) return { text, tokens, leftOut: 0 };
  const lines = text.split('\n');
  const first = await take(lines, ((room - markTokens) * 2) / 3, counter);
  const rest = lines.slice(first.count).reverse();
  const last = await take(rest, room - markTokens - first.tokens, counter);
  const leftOut = rest.length - last.count;
  const parts = [...lines.slice(0, first.count), leftOutMark(leftOut), ...rest.slice(0, last.count).reverse()];
  return { text: parts.join('\n'), tokens: first.tokens + last.tokens + markTokens, leftOut };
}

/** Stands for lines that are not shown. */
export function leftOutMark(lines: number): string {
  return `[… ${lines.toLocaleString('en-US')} line${lines === 1 ? '' : 's'} not shown …]`;
}

async function take(lines: readonly string[], room: number, counter: TokenCounter) {
  let [count, tokens] = [0, 0];
  for (const line of lines) {
    const more = (await counter.countUpTo(line, room - tokens)) + 1;
    if (tokens + more > room) break;
    tokens += more;
    count += 1;
  }
  return { count, tokens };
}
