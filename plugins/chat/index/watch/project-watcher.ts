import { sep } from 'node:path';
import { Emitter, type Disposable, type Event } from 'devmgr/plugin-api';
import { FolderWatch, type FolderChange } from './folder-watch.js';
import { gitFolderOf } from './git-folder.js';
import { PendingChanges } from './pending-changes.js';
import { ProjectPaths, type PathMeaning } from './project-paths.js';
import { tellChanges } from './tell-changes.js';
import type { WatchEvent } from './watch-event.js';
import { watchLimit } from './watch-limit.js';

export interface ProjectWatcherOptions {
  /** Without links in it: `realpath`. */
  readonly root: string;
  /** Why a path (from the root, with `/`, folders end with it) is not for the index. Such folders are not looked into. */
  readonly filter: (path: string) => unknown;
  /** How long nothing more must have happened before changes are told, in milliseconds. */
  readonly debounceMs?: number;
  /** More paths at once are told as `everything`. */
  readonly maxBatch?: number;
  readonly log: (level: 'debug' | 'warn', message: string) => void;
}

/** In times of `debounceMs`: how long it must be quiet, and how long is waited for that. */
const patience = { paths: { quiet: 1, longest: 10 }, everything: { quiet: 3, longest: 100 } };

const pendingKinds = {
  renamed: 'renamed',
  changed: 'changed',
  'new-folder': 'newFolders',
  'gone-folder': 'goneFolders',
} as const;

/** Follows the files of a project. Begins at once; what happens before `ready` may be missed: refresh after it. */
export class ProjectWatcher implements Disposable {
  /** Resolves when all folders are watched; also when it is disposed of before. Never rejects. */
  readonly ready: Promise<void>;
  readonly onDidChange: Event<WatchEvent>;
  readonly #options: Required<ProjectWatcherOptions>;
  readonly #events = new Emitter<WatchEvent>();
  readonly #pending: PendingChanges;
  #paths: ProjectPaths | undefined;
  #watch: FolderWatch | undefined;
  #timer: NodeJS.Timeout | undefined;
  #firstSeenAt: number | undefined;
  #telling: Promise<void> = Promise.resolve();
  #isLimited = false;
  #isDisposed = false;

  constructor(options: ProjectWatcherOptions) {
    this.#options = { debounceMs: 100, maxBatch: 200, ...options };
    this.#pending = new PendingChanges(this.#options.maxBatch);
    this.onDidChange = this.#events.event;
    this.ready = this.#start();
  }

  async dispose(): Promise<void> {
    this.#isDisposed = true;
    clearTimeout(this.#timer);
    this.#events.dispose();
    await this.#watch?.close();
    await this.ready;
    await this.#telling;
  }

  async #start(): Promise<void> {
    const { root, filter } = this.#options;
    const gitFolder = await gitFolderOf(root);
    if (this.#isDisposed) return;
    const paths = new ProjectPaths({ root, gitFolder, filter });
    this.#paths = paths;
    this.#watch = new FolderWatch({
      folders: gitFolder === undefined || gitFolder.startsWith(root + sep) ? [root] : [root, gitFolder],
      isOpen: (path) => paths.isOpen(path),
      onChange: (change) => this.#see(change, paths),
      onError: (error) => this.#fail(error),
    });
    await this.#watch.ready;
  }

  #see(change: FolderChange, paths: ProjectPaths): void {
    const meaning: PathMeaning = change.kind === 'unknown' ? { kind: 'root' } : paths.meaningOf(change.path);
    if (meaning.kind === 'nothing' || (meaning.kind === 'root' && change.kind === 'changed')) return;
    if (meaning.kind === 'root') this.#pending.addEverything('many');
    else if (meaning.kind !== 'inside') this.#pending.addEverything(meaning.kind);
    else if (change.kind !== 'unknown') {
      const isWanted = paths.isWanted(meaning.path) || (change.kind !== 'changed' && paths.isOpen(change.path));
      if (!isWanted) return;
      this.#pending.add(pendingKinds[change.kind], meaning.path);
    }
    this.#tellLater();
  }

  /** Every change puts it off until it is quiet, but not for ever. */
  #tellLater(): void {
    const { quiet, longest } = this.#pending.isEverything ? patience.everything : patience.paths;
    const { debounceMs } = this.#options;
    const now = performance.now();
    this.#firstSeenAt ??= now;
    const due = Math.min(now + quiet * debounceMs, this.#firstSeenAt + longest * debounceMs);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#tellNow(), Math.max(0, due - now));
  }

  #tellNow(): void {
    const seen = this.#pending.take();
    this.#firstSeenAt = undefined;
    this.#telling = this.#telling
      .then(async () => {
        const paths = this.#paths;
        if (!paths || this.#isDisposed) return;
        const isWanted = (path: string) => paths.isWanted(path);
        const event = await tellChanges(seen, { ...this.#options, isWanted, isOpen: (path) => paths.isOpen(path) });
        if (event === 'replaced') await this.#beginAgain();
        else if (event) this.#fire(event);
      })
      .catch((error: unknown) => this.#fail(error));
  }

  /** Folders that were replaced are not watched any more. */
  async #beginAgain(): Promise<void> {
    await this.#watch?.close();
    await this.#start();
    this.#fire({ kind: 'everything', because: 'many' });
  }

  #fire(event: WatchEvent): void {
    if (!this.#isDisposed) this.#events.fire(event);
  }

  #fail(error: unknown): void {
    const limit = watchLimit(error);
    if (!limit) return this.#options.log('warn', `Changes of some files are not followed: ${String(error)}`);
    if (!this.#isLimited) this.#fire(limit);
    this.#isLimited = true;
  }
}
