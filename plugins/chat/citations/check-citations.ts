import type { CodeIndex } from 'devmgr/plugin-api/contracts/code-index';
import type { Attachment, ChatSource } from '../conversation/conversation.js';
import type { Citation } from './citation.js';
import { distinctCitations } from './distinct-citations.js';
import type { WrittenCitation } from './find-citations.js';
import { knownFiles, type KnownFiles } from './known-files.js';
import { problemAt } from './problem-at.js';
import { linesOf } from './lines-of.js';
import { readCitedFile } from './read-cited-file.js';

export interface CheckParts {
  /** The project's folder. */
  readonly root: string;
  readonly index: Pick<CodeIndex, 'files' | 'outline'>;
  /** What the answer was made from: their files count as known also while the index is off. */
  readonly sources: readonly ChatSource[];
  /** Texts that the answer was made from too, wherever they lie: their own lines count, and nothing is read. */
  readonly attachments?: readonly Attachment[];
  /** What was not checked until it is aborted is not verified, and says so. */
  readonly signal: AbortSignal;
}

/** More of them nobody reads; the rest stays text. See `uncheckedCitations`. */
export const mostCitations = 300;

/**
 * Looks up every place that an answer names: whether the file is one of the project's that the index or the sources have, has these
 * lines, and whether the name that stands beside the place is there. Reads only those files. Never rejects. In the order of the
 * answer, every one once.
 */
export async function checkCitations(answer: string, parts: CheckParts): Promise<readonly Citation[]> {
  const written = distinctCitations(answer).slice(0, mostCitations);
  if (written.length === 0) return [];
  const files = await knownFiles(
    written,
    parts,
    attachedTexts(parts).map(([path]) => path),
  );
  const read = new Map<string, Promise<readonly string[] | undefined>>(
    attachedTexts(parts).map(([path, text]) => [path, Promise.resolve(linesOf(text))] as const),
  );
  const linesAt = (path: string) => {
    const known = read.get(path) ?? readCitedFile(parts.root, path);
    read.set(path, known);
    return known;
  };
  const citations: Citation[] = [];
  for (const one of written) citations.push(await check(one, { ...parts, files, linesAt }));
  return citations;
}

/** A file of the project that is attached counts as it was when it was read. */
function attachedTexts({ attachments = [] }: CheckParts): readonly (readonly [path: string, text: string])[] {
  return attachments.flatMap((one) => (one.kind === 'text' && one.path !== undefined ? [[one.path, one.text]] : []));
}

interface Checked extends CheckParts {
  readonly files: KnownFiles;
  readonly linesAt: (path: string) => Promise<readonly string[] | undefined>;
}

async function check(citation: WrittenCitation, parts: Checked): Promise<Citation> {
  const found = parts.files.find(citation.path);
  if ('problem' in found) return verdict(citation, citation.path, found.problem);
  if (parts.signal.aborted) return verdict(citation, found.path, 'not checked');
  const lines = await parts.linesAt(found.path);
  if (lines === undefined) return verdict(citation, found.path, 'no such file');
  return verdict(citation, found.path, await problemAt(citation, { ...parts, path: found.path, lines }));
}

function verdict(
  { written, startLine, endLine, symbol }: WrittenCitation,
  path: string,
  problem: string | undefined,
): Citation {
  const place = { written, path, startLine, endLine, ...(symbol !== undefined && { symbol }) };
  return problem === undefined ? { ...place, verified: true } : { ...place, verified: false, problem };
}
