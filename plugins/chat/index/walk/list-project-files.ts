import { join } from 'node:path';
import type { SkippedFile } from '../store/index-store.js';
import { DiskFolders } from './disk-folders.js';
import type { FolderEntries, FolderSource } from './folder-entries.js';
import { enterFolder, judgeFile, readFolder, rootState, type FolderState } from './folder-state.js';
import { IgnoreRules } from './ignore-rules.js';
import { breathe, inBatches, isTurn } from './in-batches.js';
import { inspectFile } from './inspect-file.js';
import { ListedFolders } from './listed-folders.js';
import type { CandidateFile, ProjectFiles, WalkOptions } from './project-files.js';
import { readSmallFile } from './read-small-file.js';
import { QuickStat } from './quick-stat.js';
import { realRoot } from './real-root.js';

/** A path that its name has let through. */
interface NamedFile {
  readonly path: string;
  readonly folder: FolderState;
  readonly isIncluded: boolean;
}

/** So many folders, and so many files, are asked for at once. */
const foldersAtOnce = 32;
const filesAtOnce = 64;

/**
 * All files of a project that may be indexed, and why others are not: what git lists, or without git what no `.gitignore`
 * ignores; then `.devmgrignore` files and settings, names, links, sizes. Nothing is opened but ignore files, and nothing outside
 * the root is looked at. Links into the project are left out quietly, since their targets are there under their own names.
 * Rejects with a `DevmgrError` when the root cannot be read, with the signal's reason when aborted.
 */
export async function listProjectFiles(options: WalkOptions): Promise<ProjectFiles> {
  const root = await realRoot(options.root);
  return new ProjectWalk({ ...options, root }).run();
}

class ProjectWalk {
  readonly #stat = new QuickStat();
  readonly #source: FolderSource;
  readonly #files: CandidateFile[] = [];
  readonly #skipped: SkippedFile[] = [];

  constructor(readonly options: WalkOptions) {
    const { root, listed } = options;
    this.#source = listed === undefined ? new DiskFolders(root) : new ListedFolders(root, listed, this.#stat);
  }

  async run(): Promise<ProjectFiles> {
    const { exclude, listed, root } = this.options;
    const isListed = listed !== undefined;
    const gitExclude = isListed ? undefined : ((await readSmallFile(join(root, '.git/info/exclude'))) ?? '');
    let folders: readonly FolderState[] = [rootState({ exclude, isListed, gitExclude })];
    while (folders.length > 0) folders = await this.#inspect(await this.#walk(folders));
    return { files: this.#files.sort(byPath), skipped: this.#skipped.sort(byPath) };
  }

  /** Level by level: the files that names let through in these folders and below. */
  async #walk(folders: readonly FolderState[]): Promise<readonly NamedFile[]> {
    const files: NamedFile[] = [];
    const visit = (folder: FolderState) => this.#visit(folder, files);
    let level = folders;
    while (level.length > 0) {
      level = (await inBatches(level, visit, { size: foldersAtOnce, signal: this.options.signal })).flat();
    }
    return files;
  }

  /** Adds the files of a folder, and answers with the folders in it that are to be visited. */
  async #visit(before: FolderState, files: NamedFile[]): Promise<FolderState[]> {
    const entries = await this.#source.entries(before.path);
    if (entries === undefined) return [];
    if (entries === 'unreadable') return this.#skip(before.path, 'unreadable');
    const folder = readFolder(before, await this.#content(before, entries));
    if (typeof folder === 'string') return this.#skip(before.path, folder);
    await this.#each(entries.files, (name) => this.#judge(folder, folder.path + name, files));
    const inner: FolderState[] = [];
    const enter = (name: string) => inner.push(...this.#enter(folder, `${folder.path}${name}/`));
    const enterOther = (name: string) => inner.push(...this.#enterRepository(folder, `${folder.path}${name}/`));
    await this.#each(entries.folders, enter);
    await this.#each(entries.repositories ?? [], enterOther);
    return inner;
  }

  /** With patterns that take long a folder of many names does, too: it can be aborted meanwhile. */
  async #each(names: readonly string[], work: (name: string) => void): Promise<void> {
    for (const [at, name] of names.entries()) {
      work(name);
      // Not for every name: to wait for nothing takes time as well.
      if (isTurn(at)) await breathe(this.options.signal);
    }
  }

  async #content(folder: FolderState, entries: FolderEntries): Promise<Parameters<typeof readFolder>[1]> {
    const names = [...entries.files, ...entries.folders];
    const read = (name: string) => readSmallFile(join(this.options.root, folder.path, name));
    // Git may ignore a `.devmgrignore` that is there all the same.
    const mayHaveOwn = folder.isListed || names.includes('.devmgrignore');
    const [gitignore, devmgrignore] = await Promise.all([
      folder.git !== undefined && names.includes('.gitignore') ? read('.gitignore') : undefined,
      mayHaveOwn ? read('.devmgrignore') : undefined,
    ]);
    return { names, gitignore, devmgrignore };
  }

  #judge(folder: FolderState, path: string, files: NamedFile[]): void {
    const judgement = judgeFile(folder, path);
    if (judgement === undefined || judgement === 'included') {
      files.push({ path, folder, isIncluded: judgement === 'included' });
    } else this.#skip(path, judgement);
  }

  #enter(parent: FolderState, path: string): FolderState[] {
    const folder = enterFolder(parent, path);
    return typeof folder === 'string' ? this.#skip(path, folder) : [folder];
  }

  /** A repository in this one that is no submodule (a clone, a worktree) is another project, unless a `!` pattern names it. */
  #enterRepository(parent: FolderState, path: string): FolderState[] {
    const folder = enterFolder(parent, path);
    if (typeof folder === 'string') return this.#skip(path, folder);
    if (!folder.isIncluded) return this.#skip(path, 'excluded');
    return [{ ...folder, git: IgnoreRules.create(), isListed: false }];
  }

  /** Looks at the files themselves; answers with those that are folders: submodules, where `.gitignore` files count. */
  async #inspect(named: readonly NamedFile[]): Promise<readonly FolderState[]> {
    const { signal } = this.options;
    const options = { ...this.options, stat: this.#stat };
    const inspect = async (file: NamedFile) => this.#take(file, await inspectFile(file.path, options));
    return (await inBatches(named, inspect, { size: filesAtOnce, signal })).flat();
  }

  #take(file: NamedFile, found: Awaited<ReturnType<typeof inspectFile>>): FolderState[] {
    if (found === undefined) return [];
    if (found === 'folder') return this.#enterSubmodule(file);
    if ('reason' in found) return this.#skip(found.path, found.reason);
    this.#files.push(file.isIncluded ? { ...found, isIncluded: true } : found);
    return [];
  }

  #enterSubmodule(file: NamedFile): FolderState[] {
    return this.#enter({ ...file.folder, git: IgnoreRules.create(), isListed: false }, `${file.path}/`);
  }

  #skip(path: string, reason: SkippedFile['reason'] | 'ignored'): [] {
    if (reason !== 'ignored') this.#skipped.push({ path, reason });
    return [];
  }
}

function byPath(a: { readonly path: string }, b: { readonly path: string }): number {
  return a.path < b.path ? -1 : Number(a.path > b.path);
}
