import { fileItems } from '../read/file-item.js';
import { importedFiles } from '../view/import-names.js';
import { withoutPackages } from '../view/package-files.js';
import { distance, filesIn, folderOf, foldersUp, publicName, stemOf } from '../view/places.js';
import type { ProjectView } from '../view/project-view.js';
import { isTestPath, testedName } from '../view/test-paths.js';
import { sharedWords, wordsOf } from '../view/words.js';
import type { ContextSource } from './context-source.js';

/** Tests: the module under test and what it is made of, the fixtures, and how the tests beside it are written. */
export const testedModules: ContextSource = async (view) => {
  if (!isTestPath(view.target.path)) return [];
  const named = namedModules(view);
  const isSure = named.length > 0;
  const modules = isSure ? named : likelyModules(view);
  const groups = await Promise.all([
    fileItems(view, modules, {
      reason: isSure ? 'module under test' : 'may be under test',
      values: isSure ? [0.98, 0.8] : [0.8, 0.6],
      mostChars: 16_000,
    }),
    fileItems(view, fixtureFiles(view), { reason: 'fixtures', values: [0.95, 0.85], mostChars: 8_000 }),
    fileItems(view, await siblingTests(view), { reason: 'sibling test', values: [0.75, 0.4], mostChars: 5_000 }),
    fileItems(view, await importedByModules(view, modules), { reason: 'used by the module under test', values: [0.5] }),
  ]);
  return groups.flat();
};

/** Called like the tests; of several those whose folders are like those of the test. */
function namedModules(view: ProjectView): readonly string[] {
  const name = testedName(view.target.path);
  const named = sourcesOf(view).filter((path) => publicName(path) === name);
  return best(named, nearnessIn(view));
}

/** By the words of the name and of the prompt: the module is about to be written, or is called otherwise. */
function likelyModules(view: ProjectView): readonly string[] {
  const [words, asked] = [wordsOf(testedName(view.target.path)), wordsOf(view.prompt)];
  const likenesses = new Map<string, number>();
  // Files are called alike in many folders.
  const likeness = (path: string) => {
    const stem = stemOf(path);
    const known = likenesses.get(stem);
    if (known !== undefined) return known;
    const own = wordsOf(stem);
    const alike = sharedWords(own, words) + sharedWords(own, asked) / 2;
    likenesses.set(stem, alike);
    return alike;
  };
  const nearness = nearnessIn(view);
  const like = sourcesOf(view).filter((path) => likeness(path) > 0);
  return best(like, (path) => likeness(path) + nearness(path) / 10);
}

/** Two of them; of those that are worth the same the first. */
function best(paths: readonly string[], worthOf: (path: string) => number): readonly string[] {
  const valued = paths.map((path) => ({ path, worth: worthOf(path) }));
  return valued
    .sort((a, b) => b.worth - a.worth)
    .slice(0, 2)
    .map(({ path }) => path);
}

function sourcesOf({ target, paths }: ProjectView): readonly string[] {
  const group = languageGroup(target.path);
  return paths.filter((path) => languageGroup(path) === group && !isTestPath(path));
}

function nearnessIn({ target, prompt }: ProjectView): (path: string) => number {
  const wanted = wordsOf(`${folderOf(target.path)} ${prompt}`);
  return (path) => sharedWords(wordsOf(folderOf(path)), wanted) - distance(path, target.path) / 10;
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
  return withoutPackages(view, (await Promise.all(found)).flat()).slice(0, 5);
}
