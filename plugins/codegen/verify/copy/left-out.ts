import type { Dirent } from 'node:fs';

/** Folders that no test reads: histories, packages of other tools, caches. */
const names = new Set([
  '.git',
  '.hg',
  '.svn',
  '.jj',
  'node_modules',
  'bower_components',
  '__pycache__',
  '__pypackages__',
  '.pytest_cache',
  '.mypy_cache',
  '.ruff_cache',
  '.pytype',
  '.hypothesis',
  '.tox',
  '.nox',
  '.eggs',
  '.cache',
  '.gradle',
  '.terraform',
  '.idea',
  '.next',
  '.nuxt',
  '.turbo',
  '.parcel-cache',
  'htmlcov',
]);

/** What builds write. A package may have such a name too: then it holds Python. */
const outputs = new Set(['build', 'dist', 'target', 'out', 'coverage']);

/**
 * Files that mark a folder as one that can be made again: virtual environments of Python, those of conda, caches
 * (https://bford.info/cachedir/).
 */
const marks = new Set(['pyvenv.cfg', 'conda-meta', 'CACHEDIR.TAG']);

/** Whether a folder is left out of the copy, by its name. */
export const isLeftOutByName = (name: string): boolean => names.has(name);

/** Whether a folder is left out of the copy because of what it holds. */
export function isLeftOutByContent(name: string, entries: readonly Dirent[]): boolean {
  if (entries.some((entry) => marks.has(entry.name))) return true;
  return outputs.has(name) && !entries.some((entry) => /\.pyi?$/.test(entry.name));
}
