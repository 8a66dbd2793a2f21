import { alignLines } from './align-lines.js';

export type Newline = '\n' | '\r\n' | '\r';

const anyEnd = /\r\n|\r|\n/g;

/** With `\n` only. */
export function withPlainEnds(raw: string): string {
  return raw.includes('\r') ? raw.replace(anyEnd, '\n') : raw;
}

/** How often each is in a text. */
export function countEnds(raw: string): ReadonlyMap<Newline, number> {
  const counts = new Map<Newline, number>();
  if (!raw.includes('\r')) {
    // The usual case, and many times as fast.
    const lines = raw.split('\n').length - 1;
    return lines === 0 ? counts : counts.set('\n', lines);
  }
  for (const [end] of raw.matchAll(anyEnd)) counts.set(end as Newline, (counts.get(end as Newline) ?? 0) + 1);
  return counts;
}

/** The most frequent one; `undefined`: none is there. */
export function mostFrequent(counts: ReadonlyMap<Newline, number>): Newline | undefined {
  let best: Newline | undefined;
  for (const [end, count] of counts) if (best === undefined || count > (counts.get(best) ?? 0)) best = end;
  return best;
}

/**
 * A text with `\n` in the line ends of the one that it takes the place of. Where those are mixed, lines that stay keep theirs, and new
 * ones get `newline`.
 */
export async function withLineEndsOf(text: string, before: string, newline: Newline): Promise<string> {
  if (countEnds(before).size > 1) return mixed(text, before, newline);
  return newline === '\n' ? text : text.replaceAll('\n', newline);
}

async function mixed(text: string, before: string, newline: Newline): Promise<string> {
  const oldLines = before.split(anyEnd);
  const oldEnds = before.match(anyEnd) ?? [];
  const lines = text.split('\n');
  const kept = await alignLines(oldLines, lines);
  const last = lines.length - 1;
  const ends = lines.map((_, at): string => (at === last ? '' : (oldEnds[kept.get(at) ?? -1] ?? newline)));
  // A `\r` and the `\n` of an empty line after it would become one end. From the last one on: each may make the one before it such a case.
  for (let at = last - 1; at >= 0; at -= 1)
    if (ends[at] === '\r' && lines[at + 1] === '' && ends[at + 1] === '\n') ends[at] = '\n';
  return lines.map((line, at) => `${line}${ends[at] ?? ''}`).join('');
}
