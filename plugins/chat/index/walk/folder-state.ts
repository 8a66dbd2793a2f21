import type { SkipReason } from 'devmgr/plugin-api/contracts/code-index';
import { IgnoreRules } from './ignore-rules.js';
import { isSecretFile } from './secret-files.js';
import { skipByPath } from './skip-by-path.js';
import { isControlFolder, skipFolderByContent, skipFolderByName } from './skip-folder.js';

/** What holds for everything in a folder. Immutable. */
export interface FolderState {
  /** Empty for the root, else it ends with `/`. */
  readonly path: string;
  /** `.devmgrignore` and settings. */
  readonly own: IgnoreRules;
  /** `.gitignore`; `undefined` where git has said already what it ignores. */
  readonly git: IgnoreRules | undefined;
  /** Git lists what is here; otherwise it is what lies on the disk. */
  readonly isListed: boolean;
  /** Only what a `!` pattern names is taken here. */
  readonly skip: SkipReason | undefined;
  /** A `!` pattern names it, or a folder that it lies in. */
  readonly isIncluded: boolean;
}

export type Skip = SkipReason | 'ignored';

/** Of the root. `gitExclude`: the text of `.git/info/exclude`, when `.gitignore` files are to be looked at. */
export function rootState(options: {
  readonly exclude: readonly string[];
  readonly isListed: boolean;
  readonly gitExclude: string | undefined;
}): FolderState {
  const { exclude, isListed, gitExclude } = options;
  const git = gitExclude === undefined ? undefined : IgnoreRules.create().withFile('', gitExclude);
  return { path: '', own: IgnoreRules.create(exclude), git, isListed, skip: undefined, isIncluded: false };
}

/** What a folder's name, place and patterns say: its state, or why nobody looks into it. `path` ends with `/`. */
export function enterFolder(parent: FolderState, path: string): FolderState | Skip {
  const name = path.slice(parent.path.length, -1);
  if (isControlFolder(name) || parent.git?.verdict(path) === 'ignored') return 'ignored';
  if (isSecretFile(`${path}x`)) return 'secret';
  const verdict = parent.own.verdict(path);
  if (verdict === 'ignored') return 'excluded';
  if (verdict === 'included' || parent.isIncluded) return { ...parent, path, skip: undefined, isIncluded: true };
  const skip = parent.skip ?? skipFolderByName(name, parent.isListed);
  return orSkip({ ...parent, path, skip }, skip);
}

/** The same by what is in it, and with its ignore files. */
export function readFolder(
  state: FolderState,
  content: {
    readonly names: Iterable<string>;
    readonly gitignore?: string | undefined;
    readonly devmgrignore?: string | undefined;
  },
): FolderState | Skip {
  const own = content.devmgrignore === undefined ? state.own : state.own.withFile(state.path, content.devmgrignore);
  const git = content.gitignore === undefined ? state.git : state.git?.withFile(state.path, content.gitignore);
  const isOpen = state.path === '' || state.isIncluded;
  const skip = state.skip ?? (isOpen ? undefined : skipFolderByContent(content.names));
  return orSkip({ ...state, own, git, skip }, skip);
}

/** Why a file in the folder is not for the index; `included`: it is, whatever its content looks like. */
export function judgeFile(folder: FolderState, path: string): Skip | 'included' | undefined {
  // In a submodule and a worktree `.git` is a file.
  if (isControlFolder(path.slice(folder.path.length)) || folder.git?.verdict(path) === 'ignored') return 'ignored';
  if (isSecretFile(path)) return 'secret';
  const verdict = folder.own.verdict(path);
  if (verdict === 'ignored') return 'excluded';
  return verdict ?? (folder.isIncluded ? 'included' : (folder.skip ?? skipByPath(path)));
}

function orSkip(state: FolderState, skip: SkipReason | undefined): FolderState | Skip {
  return skip === undefined || state.own.mayIncludeBelow(state.path) ? state : skip;
}
