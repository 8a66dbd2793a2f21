import { inParallel } from '../copy/in-parallel.js';
import { folderOf, isConftest, isTestFile } from '../test-file-name.js';
import type { ChoiceParts } from './choice-parts.js';
import { importedModules, moduleNames } from './imported-modules.js';

export interface ImportingTests {
  /** Test files that import the file, directly or through others. */
  readonly tests: readonly string[];
  /** Folders whose fixtures import it: all tests below them may need it. */
  readonly folders: readonly string[];
}

/** More than that is most of a project. */
const mostVisited = 400;

/** Goes from a file to those that import it, and on, until it comes to tests. */
export async function testsByImport(path: string, { importedBy, signal }: ChoiceParts): Promise<ImportingTests> {
  const seen = new Set([path]);
  const tests: string[] = [];
  const folders: string[] = [];
  const queue = [path];
  for (let next = queue.shift(); next !== undefined && seen.size < mostVisited; next = queue.shift()) {
    signal.throwIfAborted();
    for (const importer of await importedBy(next)) {
      if (seen.has(importer)) continue;
      seen.add(importer);
      if (isTestFile(importer)) tests.push(importer);
      else if (isConftest(importer)) folders.push(folderOf(importer));
      else queue.push(importer);
    }
  }
  return { tests: tests.sort(), folders: outermost(folders) };
}

/** Test files whose text says that they import the file: for files that the index does not know. */
export async function testsThatNameModule(
  path: string,
  tests: readonly string[],
  { read, signal }: ChoiceParts,
): Promise<readonly string[]> {
  const names = moduleNames(path);
  const found: string[] = [];
  await inParallel(tests, { most: 16, signal }, async (test) => {
    const text = await read(test);
    if (text === undefined) return;
    const modules = importedModules(text, test);
    if (names.some((name) => modules.has(name))) found.push(test);
  });
  return found.sort();
}

/** Without folders that lie in another one of them. */
function outermost(folders: readonly string[]): readonly string[] {
  const all = new Set(folders);
  const liesInOther = (folder: string) =>
    [...all].some((other) => other !== folder && (other === '' || folder.startsWith(`${other}/`)));
  return [...all].filter((folder) => !liesInOther(folder)).sort();
}
