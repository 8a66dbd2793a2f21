import { changedRanges, type ChangedRange } from './changed-ranges.js';
import { lineTokens } from './line-tokens.js';

export interface MergedTexts {
  /** With git's marks around what could not be merged. */
  readonly text: string;
  readonly conflicts: number;
}

/** Lines of the base that one side or both changed. */
interface Region {
  start: number;
  end: number;
  readonly mine: ChangedRange[];
  readonly theirs: ChangedRange[];
}

/**
 * Both sides changed `base`: brings the changes together line by line, as diff3 does. What both changed alike is no conflict; changes that
 * touch are one. (node-diff3 takes minutes for a long file with many equal lines, such as blank ones.)
 */
export function mergeTexts(texts: {
  readonly base: string;
  readonly mine: string;
  readonly theirs: string;
}): MergedTexts {
  if (texts.mine === texts.theirs || texts.theirs === texts.base) return { text: texts.mine, conflicts: 0 };
  if (texts.mine === texts.base) return { text: texts.theirs, conflicts: 0 };
  const [base, mine, theirs] = [lineTokens(texts.base), lineTokens(texts.mine), lineTokens(texts.theirs)];
  const parts: string[] = [];
  let [at, mineShift, theirShift, conflicts] = [0, 0, 0, 0];
  for (const region of regionsOf(changedRanges(base, mine), changedRanges(base, theirs))) {
    parts.push(base.slice(at, region.start).join(''));
    const own = mine.slice(region.start + mineShift, region.end + (mineShift += growth(region.mine)));
    const other = theirs.slice(region.start + theirShift, region.end + (theirShift += growth(region.theirs)));
    at = region.end;
    if (region.theirs.length === 0 || own.join('') === other.join('')) parts.push(own.join(''));
    else if (region.mine.length === 0) parts.push(other.join(''));
    else {
      conflicts += 1;
      parts.push(marked(own, other));
    }
  }
  parts.push(base.slice(at).join(''));
  return { text: parts.join(''), conflicts };
}

function regionsOf(mine: readonly ChangedRange[], theirs: readonly ChangedRange[]): readonly Region[] {
  const all = [
    ...mine.map((range) => ({ range, isMine: true })),
    ...theirs.map((range) => ({ range, isMine: false })),
  ].sort((a, b) => a.range.oldStart - b.range.oldStart || a.range.oldEnd - b.range.oldEnd);
  const regions: Region[] = [];
  for (const { range, isMine } of all) {
    let region = regions.at(-1);
    if (!region || range.oldStart > region.end) {
      region = { start: range.oldStart, end: range.oldEnd, mine: [], theirs: [] };
      regions.push(region);
    }
    region.end = Math.max(region.end, range.oldEnd);
    (isMine ? region.mine : region.theirs).push(range);
  }
  return regions;
}

/** How many lines more there are. */
function growth(ranges: readonly ChangedRange[]): number {
  return ranges.reduce((sum, { oldStart, oldEnd, newStart, newEnd }) => sum + newEnd - newStart - oldEnd + oldStart, 0);
}

function marked(mine: readonly string[], theirs: readonly string[]): string {
  return `<<<<<<< generated\n${ended(mine)}=======\n${ended(theirs)}>>>>>>> on disk\n`;
}

/** A mark stands in a line of its own. */
function ended(lines: readonly string[]): string {
  const text = lines.join('');
  return text === '' || text.endsWith('\n') ? text : `${text}\n`;
}
