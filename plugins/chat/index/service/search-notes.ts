import type { CodeIndexState } from 'devmgr/plugin-api/contracts/code-index';
import { errorSentences } from '../embed/error-sentences.js';

/** What a person should know of a search in this state of the index. */
export function searchNotes({ embedder, progress, status, refreshedAt, error }: CodeIndexState): readonly string[] {
  const notes: string[] = [];
  if (embedder.problem !== undefined) notes.push(embedder.problem);
  if (progress?.what === 'files') notes.push(`Still indexing: ${progress.done} of ${progress.total} files are in`);
  else if (status === 'scanning' && refreshedAt === undefined) notes.push('Still looking at the files');
  if (status === 'failed' && error) notes.push(`The index is not up to date: ${errorSentences(error)}`);
  return notes;
}
