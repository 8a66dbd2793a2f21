import { importedFiles } from '../view/import-names.js';
import type { ProjectView } from '../view/project-view.js';
import { isTestPath } from '../view/test-paths.js';

const errorsName = /(?:^|\/)(?:errors?|exceptions?|exc|problems?)(?:\/[^/]+)?\.py$/;
const handlesErrors = /\bexception_handler\s*\(/;
const definesError = /^class\s+\w+\(\s*(?:\w+\.)?(?:\w*(?:Exception|Error))\b/m;
/** Files that are looked at. */
const mostRead = 30;
const most = 2;

/**
 * The modules with the exceptions of a project, and with what answers them, among what some of its files are and import: best first.
 * A module counts by its text; its name says which of several is meant.
 */
export async function errorModules(view: ProjectView, from: readonly string[]): Promise<readonly string[]> {
  const texts = await Promise.all(from.map(async (path) => ({ path, text: (await view.read(path)) ?? '' })));
  const imported = texts.flatMap(({ path, text }) => importedFiles(text, path, view.has));
  const candidates = [...new Set([...imported, ...from])].filter((path) => !isTestPath(path)).slice(0, mostRead);
  const worths = await Promise.all(
    candidates.map(async (path) => ({ path, worth: worthOf(path, (await view.read(path)) ?? '') })),
  );
  return worths
    .filter(({ worth }) => worth > 1)
    .sort((a, b) => b.worth - a.worth)
    .slice(0, most)
    .map(({ path }) => path);
}

function worthOf(path: string, text: string): number {
  const [defines, handles] = [definesError.test(text), handlesErrors.test(text)];
  return Number(errorsName.test(path)) + (defines ? 2 : 0) + (handles ? 1 : 0);
}
