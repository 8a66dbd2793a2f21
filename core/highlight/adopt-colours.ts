import type { TextSpan } from 'devmgr/plugin-api';
import type { SpanLine } from './runs-to-lines.js';

/** Lines of a text and their colours. */
export interface ColouredLines {
  readonly plain: readonly string[];
  readonly lines: readonly SpanLine[];
}

/** How many lines two texts have in common at their beginning and at their end; none is counted twice. */
export function commonLines(before: readonly string[], after: readonly string[]): { head: number; tail: number } {
  const most = Math.min(before.length, after.length);
  let head = 0;
  while (head < most && before[head] === after[head]) head++;
  let tail = 0;
  while (tail < most - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
  return { head, tail };
}

/**
 * Colours of a text by those of an earlier version: what is unchanged keeps them, what was typed looks like the
 * character before it. So that nothing flickers until the real ones are there.
 */
export function adoptColours(before: ColouredLines, after: readonly string[]): readonly SpanLine[] {
  const { head, tail } = commonLines(before.plain, after);
  const oldEnd = before.plain.length - tail;
  const changed = after.slice(head, after.length - tail).map((line, index) => {
    const old = head + index < oldEnd ? head + index : -1;
    return adoptLine(before.plain[old] ?? '', before.lines[old] ?? [], line);
  });
  return [...before.lines.slice(0, head), ...changed, ...before.lines.slice(oldEnd)];
}

function adoptLine(before: string, spans: SpanLine, after: string): SpanLine {
  const most = Math.min(before.length, after.length);
  let head = 0;
  while (head < most && before[head] === after[head]) head++;
  while (head > 0 && isInside(after, head)) head--;
  let tail = 0;
  while (tail < most - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
  while (tail > 0 && isInside(after, after.length - tail)) tail--;
  const kept = part(spans, 0, head);
  const typed = { text: after.slice(head, after.length - tail), style: kept.at(-1)?.style };
  return [...kept, ...(typed.text ? [typed] : []), ...part(spans, before.length - tail, before.length)];
}

/** Whether an offset divides what is one character on the screen: spans are cleaned each for itself. */
function isInside(text: string, at: number): boolean {
  return (
    /^(?:[\udc00-\udfff]|[\u200d\ufe0f]|\p{M}|\p{Emoji_Modifier})/u.test(text.slice(at, at + 2)) ||
    text[at - 1] === '\u200d'
  );
}

/** The spans between two offsets of their line. */
function part(spans: SpanLine, from: number, to: number): TextSpan[] {
  const found: TextSpan[] = [];
  let at = 0;
  for (const span of spans) {
    const text = span.text.slice(Math.max(0, from - at), Math.max(0, to - at));
    if (text) found.push({ ...span, text });
    at += span.text.length;
  }
  return found;
}
