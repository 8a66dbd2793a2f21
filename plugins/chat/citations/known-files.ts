import { basename, isAbsolute, relative, sep } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { DevmgrError } from 'devmgr/plugin-api';
import type { CheckParts } from './check-citations.js';
import type { WrittenCitation } from './find-citations.js';

/** The files of the project that may be looked at, as far as an answer names them. */
export interface KnownFiles {
  /** The file that is meant by a path as it was written, or why there is none. */
  find(written: string): { readonly path: string } | { readonly problem: string };
}

/** So many files at once: a project may have very many. */
const atOnce = 5_000;

/** Asks the index which files it has, once, and keeps those that are called like the ones that are named. */
export async function knownFiles(
  written: readonly WrittenCitation[],
  parts: CheckParts,
  attached: readonly string[],
): Promise<KnownFiles> {
  const wanted = new Set(written.map(({ path }) => nameOf(path)));
  const fromSources = new Set([...parts.sources.map(({ path }) => path), ...attached]);
  const known = new Map<string, Set<string>>();
  const add = (path: string) => {
    const name = nameOf(path);
    if (wanted.has(name)) known.set(name, (known.get(name) ?? new Set()).add(path));
  };
  for (const path of fromSources) add(path);
  const indexProblem = await addIndexed(parts, add);
  return {
    find(path) {
      if (attached.includes(path)) return { path };
      const inProject = pathInProject(path, parts.root);
      if (inProject === undefined) return { problem: 'outside of the project' };
      const matches = candidates(inProject, parts.root, [...(known.get(nameOf(path)) ?? [])], fromSources);
      if (matches.length > 1) return { problem: `${matches.length} files are called ${nameOf(path)}` };
      return matches[0] === undefined
        ? { problem: indexProblem ?? 'no such file in the code index' }
        : { path: matches[0] };
    },
  };
}

/** What kept the index from answering. */
async function addIndexed({ index, signal }: CheckParts, add: (path: string) => void): Promise<string | undefined> {
  try {
    const files = await index.files({ signal });
    for (const [at, { path }] of files.entries()) {
      if (at % atOnce === atOnce - 1) await nextTurn();
      add(path);
    }
    return undefined;
  } catch (error) {
    if (signal.aborted) return 'not checked';
    return DevmgrError.isInstance(error) ? `not checked: ${error.message}` : 'not checked: the code index failed';
  }
}

/** From the root; `undefined` for what lies elsewhere. */
function pathInProject(path: string, root: string): string | undefined {
  if (path.split('/').includes('..')) return undefined;
  if (!isAbsolute(path) && !/^[A-Za-z]:\//.test(path)) return path;
  const way = relative(root, path).split(sep).join('/');
  return way.startsWith('..') || isAbsolute(way) || /^[A-Za-z]:/.test(way) ? undefined : way;
}

/** The path itself; else those that end with it; of several the one that the answer was made from. */
function candidates(
  path: string,
  root: string,
  known: readonly string[],
  fromSources: ReadonlySet<string>,
): readonly string[] {
  if (known.includes(path)) return [path];
  const ending = known.filter((one) => one.endsWith(`/${path}`));
  // Some models put the project's folder in front.
  const folder = `${basename(root)}/`;
  const inFolder = path.startsWith(folder) ? known.filter((one) => one === path.slice(folder.length)) : [];
  const matches = ending.length > 0 ? ending : inFolder;
  const read = matches.filter((one) => fromSources.has(one));
  return read.length === 1 ? read : matches;
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
