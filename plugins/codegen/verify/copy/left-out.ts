import type { Dirent } from 'node:fs';

/** Histories, of which git's own is the reason that tests cannot ask it anything in a copy, and what Python makes again. */
const never = new Set(['.git', '.hg', '.svn', '.jj', '__pycache__']);

/** Packages of other tools, caches. */
const caches = new Set([
  'node_modules',
  'bower_components',
  '__pypackages__',
  '.pytest_cache',
  '.mypy_cache',
  '.ruff_cache',
  '.pytype',
  '.hypothesis',
  '.tox',
  '.nox',
  '.eggs',
  '.gradle',
  '.terraform',
  '.idea',
  '.next',
  '.nuxt',
  '.turbo',
  '.parcel-cache',
  'htmlcov',
]);

/** What builds write. Data of tests may lie in a folder of such a name too, and a package: that one holds Python. */
const outputs = new Set(['build', 'dist', 'target', 'out', 'coverage', '.cache']);

/**
 * Files that mark a folder as one that can be made again: virtual environments of Python, those of conda, caches
 * (https://bford.info/cachedir/).
 */
const marks = new Set(['pyvenv.cfg', 'conda-meta', 'CACHEDIR.TAG']);

/** Why a folder may be left out of the copy: `cache` unless git tracks something in it, `output` where git ignores it. */
export type Doubt = 'cache' | 'output';

/** Whether a folder is left out of the copy whatever is in it. */
export const isNeverCopied = (name: string): boolean => never.has(name);

/** Whether a folder may be of no use to tests, by its name and what it holds; `undefined`: it is copied. */
export function doubtOf(name: string, entries: readonly Dirent[]): Doubt | undefined {
  if (caches.has(name) || entries.some((entry) => marks.has(entry.name))) return 'cache';
  return outputs.has(name) && !entries.some((entry) => /\.pyi?$/.test(entry.name)) ? 'output' : undefined;
}
