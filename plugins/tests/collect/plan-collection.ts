import { basename, dirname } from 'node:path/posix';
import type { CollectedProject } from './collected-project.js';

/** What has to be collected again. */
export type CollectionPlan =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'everything' }
  /** Files that were changed or added, and those that are gone. */
  | { readonly kind: 'files'; readonly changed: readonly string[]; readonly gone: readonly string[] };

/** The project as it is now. */
export interface ProjectNow {
  /** See `scanFiles`; all files with tests are in it that are there. */
  readonly stamps: ReadonlyMap<string, string>;
  readonly settings: string;
  readonly sources: string;
  /** Sources count too: at the first look, as nobody has seen what was changed before. */
  readonly isFirstLook: boolean;
  /** The arguments that the person always gives name paths: then no others may be named. */
  readonly namesPaths: boolean;
}

/** So many at once are collected as quickly with all others. */
const mostFiles = 200;

/** Decides by what is known and what is there. Pure. A changed time may be all that has changed: see `FileVersion.hash`. */
export function planCollection(known: CollectedProject, now: ProjectNow): CollectionPlan {
  if (!known.rules || known.settings !== now.settings) return { kind: 'everything' };
  if (now.isFirstLook && known.sources !== now.sources) return { kind: 'everything' };
  const withTests = new Set([...known.tests.map(({ file }) => file), ...known.problems.map(({ path }) => path)]);
  const gone = [...withTests].filter((file) => !now.stamps.has(file) && !isFolder(file));
  const changed = [...withTests].filter((file) => {
    const stamp = now.stamps.get(file);
    return stamp !== undefined && stamp !== known.files.get(file)?.stamp;
  });
  const added = addedFiles(known, now, withTests);
  if (!added) return { kind: 'everything' };
  const all = [...changed, ...added];
  if (all.length === 0 && gone.length === 0) return { kind: 'nothing' };
  if (all.length > mostFiles || (now.namesPaths && all.length > 0)) return { kind: 'everything' };
  return { kind: 'files', changed: all, gone };
}

/** The problem of a package has its folder. */
function isFolder(path: string): boolean {
  return !basename(path).includes('.');
}

/**
 * Files with the name of a file of tests that had none. `undefined`: pytest has to look by itself, as they lie where no tests were, or the patterns are
 * of paths. Files that gave no tests are in `files` too.
 */
function addedFiles(
  { rules, files }: CollectedProject,
  { stamps }: ProjectNow,
  withTests: ReadonlySet<string>,
): readonly string[] | undefined {
  const patterns = rules?.pythonFiles ?? [];
  const folders = new Set([...withTests].map((file) => dirname(file)));
  const added = [...stamps.keys()].filter(
    (path) => !withTests.has(path) && files.get(path)?.stamp !== stamps.get(path) && isNamedAsTest(path, rules),
  );
  const isPlain = patterns.every((pattern) => !pattern.includes('/') && !pattern.includes('['));
  return added.every((path) => isPlain && folders.has(dirname(path))) ? added : undefined;
}

/** Whether pytest looks for tests in a file of that name. */
export function isNamedAsTest(path: string, rules: CollectedProject['rules']): boolean {
  const names = (rules?.pythonFiles ?? ['test_*.py', '*_test.py']).map(toRegExp);
  return path.endsWith('.py') && names.some((name) => name.test(basename(path)));
}

/** `*` and `?` as in fnmatch. */
function toRegExp(pattern: string): RegExp {
  const escaped = pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${escaped.replaceAll('*', '.*').replaceAll('?', '.')}$`);
}
