import type { CodeSymbol } from 'devmgr/plugin-api/contracts/code-index';
import { fileSource } from './file-source.js';
import type { SourceCandidate } from './source-candidate.js';
import type { SourceSearch } from './source-search.js';

/** Lines of a piece of a pinned file: large files come in pieces, so that what fits can be taken. */
const mostLines = 120;

/**
 * The files that a person wants to be seen with every question, in their order. Only what the index has: what is excluded from
 * it leaves the machine no other way. `note` is told of those that are not sent.
 */
export async function pinnedSources(
  paths: readonly string[],
  search: SourceSearch,
  note: (message: string) => void,
): Promise<readonly SourceCandidate[]> {
  const candidates: SourceCandidate[] = [];
  for (const path of paths) {
    const [outline, language] = await known(path, search);
    if (outline.length === 0) note(`${path} is pinned, but not in the code index: it is not sent`);
    for (const [startLine, endLine] of pieces(outline)) {
      const facts = { path, symbol: undefined, language, score: 1, origin: 'pinned', reasons: ['pinned'] } as const;
      const source = await fileSource(facts, { startLine, endLine }, search);
      if (source) candidates.push({ source, value: 2 });
    }
  }
  return candidates;
}

async function known(path: string, { parts, signal }: SourceSearch): Promise<readonly [readonly CodeSymbol[], string]> {
  const outline = await parts.index.outline(path, { signal });
  if (outline.length === 0) return [outline, ''];
  const files = await parts.index.files({ signal });
  return [outline, files.find((file) => file.path === path)?.language ?? 'text'];
}

/** Neighbouring pieces of the outline together, as long as they are not too long. */
function pieces(outline: readonly CodeSymbol[]): readonly (readonly [number, number])[] {
  const ranges: [number, number][] = [];
  for (const { startLine, endLine } of outline) {
    const last = ranges.at(-1);
    if (last && endLine - last[0] < mostLines) last[1] = Math.max(last[1], endLine);
    else ranges.push([startLine, endLine]);
  }
  return ranges;
}
