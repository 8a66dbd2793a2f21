import { join } from 'node:path';
import type { Processes } from 'devmgr/plugin-api';
import { gitLines, notInSubmodules, quietGit } from '../git/quiet-git.js';
import { treeState } from './tree-state.js';

/** On which state of the sources a run was. */
export interface GitFacts {
  /** Full hash; `undefined`: no repository, or no commit yet. */
  readonly commit: string | undefined;
  /** `undefined` also when none is checked out. */
  readonly branch: string | undefined;
  /** There were changes that are in no commit, or it cannot be told. */
  readonly isDirty: boolean;
  /** The same: the changes were the same. */
  readonly treeState?: number;
}

export const noGitFacts: GitFacts = { commit: undefined, branch: undefined, isDirty: true };

/** In a huge repository the look for changes takes long; the run is recorded without. */
const mostMs = 5_000;

/** Of what is in no commit yet: another file has no say in what tests do, and every project has some lying about. */
const sources = ['*.py', '*.pyi'];

/** Asks git about the folder, once. Never rejects: without git nothing is known. */
export async function gitFacts(processes: Pick<Processes, 'spawn'>, cwd: string): Promise<GitFacts> {
  const quiet = await quietGit(processes, cwd);
  if (!quiet) return noGitFacts;
  const git = (...args: readonly string[]) => gitLines(processes, cwd, quiet, args, mostMs);
  const [head, changed, added] = await Promise.all([
    git('rev-parse', 'HEAD', '--symbolic-full-name', 'HEAD', '--show-toplevel'),
    git('status', '--porcelain', '--untracked-files=no', '--no-renames', notInSubmodules),
    git('ls-files', '--others', '--exclude-standard', '--', ...sources),
  ]);
  const [commit, ref, top] = head ?? [];
  if (commit === undefined || top === undefined || !/^[0-9a-f]{40,64}$/.test(commit)) return noGitFacts;
  const branch = ref?.startsWith('refs/heads/') ? ref.slice('refs/heads/'.length) : undefined;
  if (!changed || !added) return { commit, branch, isDirty: true };
  const paths = [
    ...changed.map((line) => join(top, unquoted(line.slice(3)))),
    ...added.map((line) => join(cwd, unquoted(line))),
  ];
  if (paths.length === 0) return { commit, branch, isDirty: false };
  const tree = await treeState(paths);
  return { commit, branch, isDirty: true, ...(tree !== undefined && { treeState: tree }) };
}

function unquoted(path: string): string {
  return path.startsWith('"') ? path.slice(1, -1) : path;
}
