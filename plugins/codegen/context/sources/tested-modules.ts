import { fileItems } from '../read/file-item.js';
import { importedFiles } from '../view/import-names.js';
import { distance, filesIn, folderOf, foldersUp, stemOf } from '../view/places.js';
import type { ProjectView } from '../view/project-view.js';
import { isTestPath, testedName } from '../view/test-paths.js';
import { sharedWords, wordsOf } from '../view/words.js';
import type { ContextSource } from './context-source.js';

/** Tests: the module under test and what it is made of, the fixtures, and how the tests beside it are written. */
export const testedModules: ContextSource = async (view) => {
  if (!isTestPath(view.target.path)) return [];
  const modules = modulesUnderTest(view);
  const groups = await Promise.all([
    fileItems(view, modules, { reason: 'module under test', values: [0.98, 0.8], mostChars: 16_000 }),
    fileItems(view, fixtureFiles(view), { reason: 'fixtures', values: [0.95, 0.85], mostChars: 8_000 }),
    fileItems(view, await siblingTests(view), { reason: 'sibling test', values: [0.75, 0.4], mostChars: 5_000 }),
    fileItems(view, await importedByModules(view, modules), { reason: 'used by the module under test', values: [0.5] }),
  ]);
  return groups.flat();
};

/** By name; of several the one whose folders are like those of the test. Where there is none: what has the words of the name. */
function modulesUnderTest({ target, paths, prompt }: ProjectView): readonly string[] {
  const name = testedName(target.path);
  const sources = paths.filter((path) => languageGroup(path) === languageGroup(target.path) && !isTestPath(path));
  const named = sources.filter((path) => stemOf(path) === name);
  const wanted = wordsOf(`${folderOf(target.path)} ${prompt}`);
  const rank = (path: string) => sharedWords(wordsOf(folderOf(path)), wanted) - distance(path, target.path) / 10;
  if (named.length > 0) return named.toSorted((a, b) => rank(b) - rank(a)).slice(0, 2);
  const words = wordsOf(name);
  const like = sources.filter((path) => sharedWords(wordsOf(stemOf(path)), words) > 0);
  const likeness = (path: string) => sharedWords(wordsOf(stemOf(path)), words) + rank(path) / 10;
  return like.toSorted((a, b) => likeness(b) - likeness(a)).slice(0, 2);
}

function languageGroup(path: string): string {
  return path.endsWith('.py') ? 'python' : /\.[cm]?[jt]sx?$/.test(path) ? 'script' : 'other';
}

/** The nearest first; pytest takes all of them. */
function fixtureFiles({ target, has }: ProjectView): readonly string[] {
  if (!target.path.endsWith('.py')) return [];
  return foldersUp(target.path)
    .map((folder) => `${folder}conftest.py`)
    .filter(has);
}

/** Those that are about the same, and not too long; from the folder, or else from the nearest one with tests. */
async function siblingTests(view: ProjectView): Promise<readonly string[]> {
  const { target, paths, prompt } = view;
  const tests = paths.filter((path) => isTestPath(path) && languageGroup(path) === languageGroup(target.path));
  const beside = filesIn(folderOf(target.path), tests);
  const near = beside.length > 0 ? beside : tests;
  const wanted = wordsOf(`${target.path} ${prompt}`);
  const score = (path: string) => sharedWords(wordsOf(stemOf(path)), wanted) - distance(path, target.path);
  const candidates = near.toSorted((a, b) => score(b) - score(a)).slice(0, 6);
  const texts = await Promise.all(candidates.map((path) => view.read(path)));
  // One of a few lines shows nothing.
  const size = (at: number) => texts[at]?.length ?? 0;
  const fitting = candidates.filter((_, at) => size(at) > 200 && size(at) < 12_000);
  return (fitting.length > 0 ? fitting : candidates).slice(0, 2);
}

async function importedByModules(view: ProjectView, modules: readonly string[]): Promise<readonly string[]> {
  const found = modules.slice(0, 1).map(async (path) => importedFiles((await view.read(path)) ?? '', path, view.has));
  return (await Promise.all(found))
    .flat()
    .filter((path) => !path.endsWith('__init__.py'))
    .slice(0, 5);
}
