import { fileItems } from '../read/file-item.js';
import { importedFiles } from '../view/import-names.js';
import { withoutPackages } from '../view/package-files.js';
import { publicName } from '../view/places.js';
import type { ProjectView } from '../view/project-view.js';
import { isTestPath, testedName } from '../view/test-paths.js';
import type { ContextSource } from './context-source.js';

/** What the target imports, what imports it, and its tests. */
export const imports: ContextSource = async (view) => {
  const { target, has } = view;
  const imported = withoutPackages(view, importedFiles(target.before ?? '', target.path, has));
  const groups = await Promise.all([
    fileItems(view, imported.slice(0, 8), { reason: 'imported', values: [0.7, 0.68, 0.66, 0.64, 0.6, 0.55] }),
    users(view),
  ]);
  return groups.flat();
};

async function users(view: ProjectView) {
  const { target, index, paths } = view;
  const isKnown = target.before !== undefined;
  const importers = index && isKnown ? (await index.imports(target.path, view)).importedBy : [];
  const name = publicName(target.path);
  const named = paths.filter((path) => isTestPath(path) && testedName(path) === name);
  const nearest = named.toSorted((a, b) => a.split('/').length - b.split('/').length);
  const tests = [...new Set([...nearest, ...importers.filter(isTestPath)])];
  const others = importers.filter((path) => !isTestPath(path));
  const items = await Promise.all([
    fileItems(view, tests.slice(0, 2), { reason: 'its tests', values: [0.6, 0.4], mostChars: 5_000 }),
    fileItems(view, others.slice(0, 3), { reason: 'imports it', values: [0.5, 0.42, 0.4], mostChars: 4_000 }),
  ]);
  return items.flat();
}
