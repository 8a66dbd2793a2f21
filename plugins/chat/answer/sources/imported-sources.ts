import { posix } from 'node:path';
import { readCitedFile } from '../../citations/read-cited-file.js';
import { pathRole } from '../../index/rank/path-role.js';
import { importsIn } from './imports-in.js';
import { matchSource } from './match-source.js';
import { plainQuery } from './plain-query.js';
import { wordsIn } from './question-words.js';
import { valueAt, type SourceCandidate } from './source-candidate.js';
import type { SourceSearch } from './source-search.js';

/** Files whose imports are looked at. */
const mostFiles = 8;
const mostImported = 2;

/** What the best finds are made with, where its name is in the question: the file that does what a find only calls. */
export async function importedSources(
  question: string,
  found: readonly SourceCandidate[],
  { parts, signal }: SourceSearch,
): Promise<readonly SourceCandidate[]> {
  const worth = await worthOfImports(question, found, { parts, signal });
  const best = [...worth].sort((a, b) => b[1].worth - a[1].worth).slice(0, mostImported);
  const candidates: SourceCandidate[] = [];
  for (const [rank, [path, { by }]] of best.entries()) {
    const query = `${plainQuery(question)} path:"${path}"`;
    const [match] = (await parts.index.search(query, { limit: 1, signal })).matches;
    if (match?.path !== path) continue;
    const source = matchSource({ ...match, reasons: [`imported by ${by}`] }, parts.context.text, 'neighbour');
    candidates.push({ source, value: 0.66 / (1 + 0.2 * rank) });
  }
  return candidates;
}

async function worthOfImports(
  question: string,
  found: readonly SourceCandidate[],
  { parts, signal }: SourceSearch,
): Promise<ReadonlyMap<string, { readonly worth: number; readonly by: string }>> {
  const files = new Set((await parts.index.files({ signal })).map(({ path }) => path));
  const words = new Set(wordsIn(question));
  const paths = [...new Set(found.map(({ source }) => source.path))].filter((path) => pathRole(path) !== 'test');
  const worth = new Map<string, { worth: number; by: string }>();
  for (const [rank, path] of paths.slice(0, mostFiles).entries()) {
    const lines = (await readCitedFile(parts.context.workspace.root, path)) ?? [];
    for (const imported of importsIn(lines.join('\n'), path, files)) {
      const shared = sharedWords(imported, words);
      const known = worth.get(imported);
      if (shared < 1) continue;
      worth.set(imported, {
        worth: (known?.worth ?? 0) + shared * valueAt(rank),
        by: known?.by ?? posix.basename(path),
      });
    }
  }
  for (const path of paths.slice(0, 4)) worth.delete(path);
  return worth;
}

/** Words of the question in the name of a file; those in its folders count half. */
function sharedWords(path: string, words: ReadonlySet<string>): number {
  const name = posix.basename(path).replace(/\.\w+$/, '');
  const count = (text: string) => new Set(wordsIn(text).filter((word) => words.has(word))).size;
  return count(name) + count(posix.dirname(path)) / 2;
}
