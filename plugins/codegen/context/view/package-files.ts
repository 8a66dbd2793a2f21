import { filesIn, folderOf, stemOf } from './places.js';
import type { ProjectView } from './project-view.js';
import { sharedWords, wordsOf } from './words.js';

const mostOfPackage = 2;

/**
 * Files that are imported, with packages (`schemas/__init__.py`) replaced by the modules in them that the request is about: the package
 * itself mostly only imports them.
 */
export function withoutPackages(view: ProjectView, paths: readonly string[]): readonly string[] {
  const wanted = wordsOf(`${view.target.path} ${view.prompt}`);
  const modules = paths.flatMap((path) => (path.endsWith('__init__.py') ? modulesOf(view, path, wanted) : [path]));
  return [...new Set(modules)];
}

function modulesOf({ paths }: ProjectView, path: string, wanted: ReadonlySet<string>): readonly string[] {
  const inside = filesIn(folderOf(path), paths).filter((each) => each.endsWith('.py') && each !== path);
  const score = (each: string) => sharedWords(wordsOf(stemOf(each)), wanted);
  return inside
    .filter((each) => score(each) > 0)
    .toSorted((a, b) => score(b) - score(a))
    .slice(0, mostOfPackage);
}
