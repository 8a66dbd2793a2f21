import type { CodeSearchResult } from 'devmgr/plugin-api/contracts/code-index';
import type { WordParts } from './word-parts.js';

export interface NoteOptions {
  /** The index was searched as it is. */
  readonly isAsIs: boolean;
  readonly signal: AbortSignal;
}

/** The result with what the index says of it: that it is not complete, or that there is nothing in it. */
export async function withNotes(
  result: CodeSearchResult,
  parts: WordParts,
  options: NoteOptions,
): Promise<CodeSearchResult> {
  const unfinished = options.isAsIs && (await parts.index.isUnfinished()) ? [incomplete(parts)] : [];
  const nothing = result.matches.length > 0 ? [] : await aboutNothing(unfinished.length > 0, parts, options);
  return { ...result, notes: [...new Set([...unfinished, ...nothing, ...result.notes])] };
}

async function aboutNothing(
  isUnfinished: boolean,
  parts: WordParts,
  { isAsIs, signal }: NoteOptions,
): Promise<readonly string[]> {
  const files = await parts.index.files({ signal });
  if (files.length > 0 || isUnfinished) return [];
  if (isAsIs && parts.index.state.get().refreshedAt === undefined)
    return [`There is no index of this project yet. To make it: devmgr ${indexName(parts)}`];
  const leftOut = await parts.index.leftOut({ signal });
  const list =
    leftOut.length === 0 ? '' : `; those that are left out are listed by: devmgr ${indexName(parts)} --left-out`;
  return [`There are no files in this project that can be searched${list}`];
}

function incomplete(parts: WordParts): string {
  return (
    'The index is incomplete: making it was interrupted, or still goes on elsewhere. ' +
    `To complete it: devmgr ${indexName(parts)}`
  );
}

/** A copy of this plugin calls its word something else. */
function indexName({ context }: WordParts): string {
  return context.manifest.cli?.[0]?.name ?? 'index';
}
