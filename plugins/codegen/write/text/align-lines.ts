import { uniqueAnchors } from './unique-anchors.js';

/** `before[oldStart..oldEnd)` and `after[newStart..newEnd)`. */
interface Range {
  readonly oldStart: number;
  readonly oldEnd: number;
  readonly newStart: number;
  readonly newEnd: number;
}

interface Aligned {
  readonly before: readonly string[];
  readonly after: readonly string[];
  /** From the index in `after` to that in `before`. */
  readonly kept: Map<number, number>;
  /** That searches for the least difference may still take. */
  steps: number;
}

/** Searches for the least difference are quadratic in it. */
const mostEdits = 100;
/** Of all searches together. A number and no time, so that the same texts always give the same: about a fifth of a second. */
const mostSteps = 250_000;
/** Lines that are there once within a part of the text only hold that part together, and so on. */
const deepest = 4;

/**
 * Which lines stay: from the index in `after` to that in `before`. What is equal at both ends stays, and lines that are there once
 * on both sides; what is between them is compared line by line, and where that would take too long, lines at equal distances from an end
 * of it. The time is linear in the length of the texts.
 */
export async function alignLines(
  before: readonly string[],
  after: readonly string[],
): Promise<ReadonlyMap<number, number>> {
  const kept = new Map<number, number>();
  const aligned: Aligned = { before, after, kept, steps: mostSteps };
  await alignRange({ oldStart: 0, oldEnd: before.length, newStart: 0, newEnd: after.length }, aligned, 0);
  return kept;
}

async function alignRange(whole: Range, aligned: Aligned, depth: number): Promise<void> {
  const range = keepEnds(whole, aligned);
  if (range.oldStart === range.oldEnd || range.newStart === range.newEnd) return;
  const { before, after } = aligned;
  const old = before.slice(range.oldStart, range.oldEnd);
  const young = after.slice(range.newStart, range.newEnd);
  const anchors = depth < deepest ? await uniqueAnchors(old, young) : [];
  if (anchors.length === 0) return alignGap(range, old, young, aligned);
  let [oldStart, newStart] = [range.oldStart, range.newStart];
  for (const [oldAt, newAt] of anchors) {
    const [oldEnd, newEnd] = [range.oldStart + oldAt, range.newStart + newAt];
    if (oldStart < oldEnd && newStart < newEnd)
      await alignRange({ oldStart, oldEnd, newStart, newEnd }, aligned, depth + 1);
    aligned.kept.set(newEnd, oldEnd);
    [oldStart, newStart] = [oldEnd + 1, newEnd + 1];
  }
  await alignRange({ ...range, oldStart, newStart }, aligned, depth + 1);
}

/** Keeps what is equal at both ends; gives what is between. */
function keepEnds({ oldStart, oldEnd, newStart, newEnd }: Range, { before, after, kept }: Aligned): Range {
  let [from, young, oldTo, newTo] = [oldStart, newStart, oldEnd, newEnd];
  while (from < oldTo && young < newTo && before[from] === after[young]) kept.set(young++, from++);
  while (oldTo > from && newTo > young && before[oldTo - 1] === after[newTo - 1]) kept.set(--newTo, --oldTo);
  return { oldStart: from, oldEnd: oldTo, newStart: young, newEnd: newTo };
}

/** No line is there once on both sides. */
async function alignGap(range: Range, old: string[], young: string[], aligned: Aligned): Promise<void> {
  const { diffArrays } = await import('diff');
  const edits = Math.min(mostEdits, old.length + young.length);
  const mayBeSearched = aligned.steps > 0 && Math.abs(old.length - young.length) <= edits;
  const parts = mayBeSearched ? diffArrays(old, young, { maxEditLength: edits }) : undefined;
  if (!parts) {
    if (mayBeSearched) aligned.steps -= (edits * edits) / 2;
    return keepPlaces(range, aligned);
  }
  let [oldAt, newAt, made] = [range.oldStart, range.newStart, 0];
  for (const { added, removed, count } of parts) {
    if (added || removed) made += count;
    else for (let at = 0; at < count; at++) aligned.kept.set(newAt + at, oldAt + at);
    if (!added) oldAt += count;
    if (!removed) newAt += count;
  }
  aligned.steps -= (made * made) / 2;
}

/** Keeps lines that are equal at the same distance from the beginning, or from the end where those are more. */
function keepPlaces({ oldStart, oldEnd, newStart, newEnd }: Range, { before, after, kept }: Aligned): void {
  const length = Math.min(oldEnd - oldStart, newEnd - newStart);
  const equalFrom = (oldFrom: number, newFrom: number) =>
    Array.from({ length }, (_, at) => at).filter((at) => before[oldFrom + at] === after[newFrom + at]);
  const fromEnd = [oldEnd - length, newEnd - length] as const;
  const [first, last] = [equalFrom(oldStart, newStart), equalFrom(...fromEnd)];
  const [equal, oldFrom, newFrom] = last.length > first.length ? [last, ...fromEnd] : [first, oldStart, newStart];
  for (const at of equal) kept.set(newFrom + at, oldFrom + at);
}
