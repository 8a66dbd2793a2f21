import { diffArrays } from 'diff';
import { anchorsOf } from './anchors.js';

/** `old[oldStart..oldEnd)` became `new[newStart..newEnd)`. Never both empty. */
export interface ChangedRange {
  readonly oldStart: number;
  readonly oldEnd: number;
  readonly newStart: number;
  readonly newEnd: number;
}

/** The comparison is quadratic in what differs: of a stretch with more than this it is one change. */
const mostEdits = 300;

/**
 * What differs between two lists of lines, in order, with at least one equal line between any two. Lines that are there once on both sides
 * hold it together, what is between them is compared line by line: 20,000 lines take tens of milliseconds.
 */
export function changedRanges(before: readonly string[], after: readonly string[]): readonly ChangedRange[] {
  const ranges: ChangedRange[] = [];
  compare({ oldStart: 0, oldEnd: before.length, newStart: 0, newEnd: after.length }, { before, after, ranges });
  return ranges;
}

interface Compared {
  readonly before: readonly string[];
  readonly after: readonly string[];
  readonly ranges: ChangedRange[];
}

function compare(whole: ChangedRange, compared: Compared): void {
  const range = trimmed(whole, compared);
  const [removed, added] = [range.oldEnd - range.oldStart, range.newEnd - range.newStart];
  if (removed === 0 && added === 0) return;
  if (removed === 0 || added === 0 || (removed === 1 && added === 1)) return add(range, compared.ranges);
  const { before, after } = compared;
  const old = before.slice(range.oldStart, range.oldEnd);
  const young = after.slice(range.newStart, range.newEnd);
  const anchors = anchorsOf(old, young);
  if (anchors.length === 0) return compareLines(range, old, young, compared.ranges);
  let [oldStart, newStart] = [range.oldStart, range.newStart];
  for (const [oldAt, newAt] of anchors) {
    compare({ oldStart, oldEnd: range.oldStart + oldAt, newStart, newEnd: range.newStart + newAt }, compared);
    [oldStart, newStart] = [range.oldStart + oldAt + 1, range.newStart + newAt + 1];
  }
  compare({ oldStart, oldEnd: range.oldEnd, newStart, newEnd: range.newEnd }, compared);
}

/** Without what is equal at both ends. */
function trimmed({ oldStart, oldEnd, newStart, newEnd }: ChangedRange, { before, after }: Compared): ChangedRange {
  let [from, young, oldTo, newTo] = [oldStart, newStart, oldEnd, newEnd];
  while (from < oldTo && young < newTo && before[from] === after[young]) {
    from += 1;
    young += 1;
  }
  while (oldTo > from && newTo > young && before[oldTo - 1] === after[newTo - 1]) {
    oldTo -= 1;
    newTo -= 1;
  }
  return { oldStart: from, oldEnd: oldTo, newStart: young, newEnd: newTo };
}

/** No line is there once on both sides. */
function compareLines(
  range: ChangedRange,
  old: readonly string[],
  young: readonly string[],
  ranges: ChangedRange[],
): void {
  const parts = diffArrays([...old], [...young], { maxEditLength: mostEdits });
  // It gave up.
  if (!parts) return add(range, ranges);
  let [oldAt, newAt] = [range.oldStart, range.newStart];
  for (const { added, removed, count } of parts) {
    const [oldEnd, newEnd] = [oldAt + (added ? 0 : count), newAt + (removed ? 0 : count)];
    if (added || removed) add({ oldStart: oldAt, oldEnd, newStart: newAt, newEnd }, ranges);
    [oldAt, newAt] = [oldEnd, newEnd];
  }
}

/** Changes that touch are one. */
function add(range: ChangedRange, ranges: ChangedRange[]): void {
  const last = ranges.at(-1);
  if (last?.oldEnd !== range.oldStart || last.newEnd !== range.newStart) {
    ranges.push(range);
    return;
  }
  ranges[ranges.length - 1] = { ...last, oldEnd: range.oldEnd, newEnd: range.newEnd };
}
