import { diff3Merge } from 'node-diff3';
import { lineTokens } from './line-tokens.js';

export interface MergedTexts {
  /** With git's marks around what could not be merged. */
  readonly text: string;
  readonly conflicts: number;
}

/** Both sides changed `base`: brings the changes together line by line. What both changed alike is no conflict. */
export function mergeTexts(texts: {
  readonly base: string;
  readonly mine: string;
  readonly theirs: string;
}): MergedTexts {
  const { base, mine, theirs } = texts;
  if (mine === theirs || theirs === base) return { text: mine, conflicts: 0 };
  if (mine === base) return { text: theirs, conflicts: 0 };
  const lines = (text: string) => [...lineTokens(text)];
  const regions = diff3Merge(lines(mine), lines(base), lines(theirs), { excludeFalseConflicts: true });
  const parts = regions.flatMap(({ ok, conflict }) => ok ?? (conflict ? marked(conflict) : []));
  return { text: parts.join(''), conflicts: regions.filter(({ conflict }) => conflict !== undefined).length };
}

function marked({ a, b }: { readonly a: readonly string[]; readonly b: readonly string[] }): readonly string[] {
  return ['<<<<<<< generated\n', ...ended(a), '=======\n', ...ended(b), '>>>>>>> on disk\n'];
}

/** A mark stands in a line of its own. */
function ended(lines: readonly string[]): readonly string[] {
  return lines.map((line) => (line.endsWith('\n') ? line : `${line}\n`));
}
