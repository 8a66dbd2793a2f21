import { existsSync, lstatSync } from 'node:fs';
import { join } from 'node:path';
import { enterFolder, judgeFile, readFolder, rootState, type FolderState, type Skip } from './folder-state.js';
import { isPlainPath } from './is-plain-path.js';
import type { WalkOptions } from './project-files.js';
import { readSmallFileSync } from './read-small-file.js';
import { realRoot } from './real-root.js';
import { folderMarkers } from './skip-folder.js';

export type Judgement = Skip | 'included' | undefined;

export type PathFilterOptions = Omit<WalkOptions, 'signal' | 'maxFileBytes'>;

/** Whether a change of this file makes every filter (and listing) of before wrong. */
export function isIgnoreFile(path: string): boolean {
  return /(?:^|\/)\.(?:git|devmgr)ignore$/.test(path) || path === '.git/info/exclude';
}

/**
 * Judges single paths as `listProjectFiles` does, by names and patterns: why a file is not for the index, `undefined` for one
 * that may be, there or not. Of a folder (it ends with `/`): why nobody looks into it. What it is on the disk says
 * `inspectChangedFile`. Files that git has listed are known not to be ignored; others are by `.gitignore` files (not by the
 * person's own excludes file, which lies outside: the next listing knows it). Ignore files are read when first needed and
 * kept: make another filter when one changes (`isIgnoreFile`).
 */
export async function createPathFilter(options: PathFilterOptions): Promise<(path: string) => Skip | undefined> {
  const judge = await createPathJudge(options);
  return (path) => {
    const judgement = judge(path);
    return judgement === 'included' ? undefined : judgement;
  };
}

/** The same, and `included` for a file that a `!` pattern names: `CandidateFile.isIncluded`. */
export async function createPathJudge(options: PathFilterOptions): Promise<(path: string) => Judgement> {
  const root = await realRoot(options.root);
  const { exclude } = options;
  const listed = new Set(options.listed);
  const isListed = options.listed !== undefined;
  const gitExclude = readSmallFileSync(join(root, '.git/info/exclude')) ?? '';
  const listedFolders = foldersOf(listed);
  const own = { listed, folders: listedFolders };
  const known = new KnownFolders(root, own, rootState({ exclude, isListed, gitExclude: undefined }));
  const others = new KnownFolders(root, own, rootState({ exclude, isListed, gitExclude }));
  return (path) => {
    const isFolder = path.endsWith('/');
    if (!isPlainPath(path)) return 'ignored';
    const isKnown = isFolder ? listedFolders.has(path) : listed.has(path);
    const folder = (isKnown ? known : others).at(path.slice(0, path.lastIndexOf('/') + 1));
    if (typeof folder === 'string') return folder;
    if (isFolder) return undefined;
    return judgeFile(folder, path);
  };
}

/** Those that files lie in, with `/` at the end; not what is listed as a folder itself: a repository of its own. */
function foldersOf(paths: Iterable<string>): ReadonlySet<string> {
  const folders = new Set<string>();
  for (const path of paths) {
    const last = path.endsWith('/') ? path.length - 2 : path.length - 1;
    for (let end = path.lastIndexOf('/', last); end > 0; end = path.lastIndexOf('/', end - 1)) {
      const folder = path.slice(0, end + 1);
      if (folders.has(folder)) break;
      folders.add(folder);
    }
  }
  return folders;
}

/** States of folders, made on the way down from the root. */
class KnownFolders {
  readonly #states = new Map<string, FolderState | Skip>();

  constructor(
    readonly root: string,
    readonly own: { readonly listed: ReadonlySet<string>; readonly folders: ReadonlySet<string> },
    top: FolderState,
  ) {
    this.#states.set('', this.#read(top));
  }

  at(path: string): FolderState | Skip {
    const known = this.#states.get(path);
    if (known !== undefined) return known;
    const parent = this.at(path.slice(0, path.lastIndexOf('/', path.length - 2) + 1));
    const state = typeof parent === 'string' ? parent : this.#enter(parent, path);
    this.#states.set(path, state);
    return state;
  }

  #enter(parent: FolderState, path: string): FolderState | Skip {
    const state = enterFolder(parent, path);
    if (typeof state === 'string') return state;
    const stat = lstatSync(join(this.root, path.slice(0, -1)), { throwIfNoEntry: false });
    if (stat?.isSymbolicLink()) return 'ignored';
    return !state.isIncluded && this.#isOther(state, path) ? 'excluded' : this.#read(state);
  }

  /** A clone or a worktree, of which git lists nothing: of a submodule it lists the folder or the files in it. */
  #isOther({ isListed }: FolderState, path: string): boolean {
    const isOwn = !isListed || this.own.listed.has(path.slice(0, -1)) || this.own.folders.has(path);
    return !isOwn && existsSync(join(this.root, path, '.git'));
  }

  #read(state: FolderState): FolderState | Skip {
    const at = (name: string) => join(this.root, state.path, name);
    return readFolder(state, {
      names: folderMarkers.filter((name) => existsSync(at(name))),
      gitignore: state.git === undefined ? undefined : readSmallFileSync(at('.gitignore')),
      devmgrignore: readSmallFileSync(at('.devmgrignore')),
    });
  }
}
