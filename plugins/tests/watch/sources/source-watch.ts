import { existsSync } from 'node:fs';
import { basename, join, sep } from 'node:path';
import type { FSWatcher } from 'chokidar';
import { DevmgrError, type Clock, type Disposable } from 'devmgr/plugin-api';
import { SourceFilter } from './source-filter.js';
import { SourceSnapshot } from './source-snapshot.js';

export interface SourceChange {
  /** Whose content is another, new or gone, from the project's root; in the order in which they were told of. */
  readonly files: readonly string[];
  /** When the first of it was seen; milliseconds since the epoch. */
  readonly at: number;
}

export interface SourceWatchParts {
  /** The project; absolute. */
  readonly root: string;
  /** Lines as in `.gitignore`, on top of those. */
  readonly ignored: readonly string[];
  readonly clock: Clock;
  /** Something happens, and it is not known yet what; may be told often. `onChange` follows, with no files when nothing has changed. */
  readonly onSettling: () => void;
  readonly onChange: (change: SourceChange) => void;
  /** From then on changes may be missed. */
  readonly onError: (error: DevmgrError) => void;
}

/** Changes that follow each other within this time are one. */
const QUIET_MS = 150;
/** Changes that go on for longer are told in between; git may take its time. */
const LONGEST_WAIT_MS = 2_000;
const LONGEST_GIT_MS = 20_000;
const POLL_MS = 1_000;

/**
 * Tells when sources and tests of a project have changed: what git ignores, environments and caches left out, changes that follow each other closely
 * together, what git does as one change, and only where the content is another.
 */
export class SourceWatch implements Disposable {
  /** Resolves when it sees everything, or when it was released; never rejects. */
  readonly ready: Promise<void>;
  readonly #parts: SourceWatchParts;
  readonly #filter: SourceFilter;
  readonly #snapshot: SourceSnapshot;
  /** In the order in which they were told of. */
  readonly #files = new Set<string>();
  readonly #folders = new Set<string>();
  #watcher: FSWatcher | undefined;
  #timer: Disposable | undefined;
  #firstAt: number | undefined;
  #looking: Promise<void> = Promise.resolve();
  #isOver = false;
  #isStale = false;
  #isPolling = false;
  #hasFailed = false;
  #stop: () => void = () => undefined;

  constructor(parts: SourceWatchParts) {
    this.#parts = parts;
    this.#filter = new SourceFilter(parts.root, parts.ignored);
    this.#snapshot = new SourceSnapshot(this.#filter);
    this.ready = this.#start().catch((error: unknown) => this.#failed(error));
  }

  /** Every source that is there, from the project's root, with a digest of what it holds. */
  sources(): ReadonlyMap<string, string> {
    return new Map([...this.#snapshot.digests].map(([file, digest]) => [this.#told(file), digest]));
  }

  async dispose(): Promise<void> {
    this.#isOver = true;
    this.#stop();
    await this.#timer?.dispose();
    await this.#watcher?.close();
    await this.#looking;
  }

  async #start(): Promise<void> {
    await this.#watch();
    await this.#snapshot.refresh(await this.#snapshot.filesOf(this.#parts.root));
  }

  async #watch(): Promise<void> {
    const { watch } = await import('chokidar');
    if (this.#isOver) return;
    const watcher = watch(this.#parts.root, {
      ...{ ignoreInitial: true, followSymlinks: false, ignorePermissionErrors: true, atomic: false },
      ...(this.#isPolling ? { usePolling: true, interval: POLL_MS } : {}),
      // Folders only: the system tells of the files in them, with a tenth of the watches.
      ignored: (path, stats) =>
        stats !== undefined && !(stats.isDirectory() ? this.#filter.isOpen(path) : this.#polls(path)),
    });
    this.#watcher = watcher;
    const stopped = new Promise<void>((resolve) => (this.#stop = resolve));
    watcher.on('raw', (event, name, details) => this.#heard(event, name, details as { readonly watchedPath: string }));
    for (const event of ['addDir', 'unlinkDir'] as const) watcher.on(event, (path) => this.#note(this.#folders, path));
    for (const event of ['add', 'change', 'unlink'] as const)
      watcher.on(event, (path) => this.#note(this.#files, path));
    watcher.on('error', (error) => this.#failed(error));
    await Promise.race([new Promise<void>((resolve) => watcher.on('ready', resolve)), stopped]);
  }

  #polls(path: string): boolean {
    return this.#isPolling && this.#filter.isSource(path);
  }

  #heard(event: string, name: unknown, { watchedPath }: { readonly watchedPath: string }): void {
    if (this.#isPolling) return;
    if (typeof name !== 'string' || name === '') return this.#note(this.#folders, watchedPath);
    // macOS tells of a folder by itself.
    const path = basename(watchedPath) === name ? watchedPath : join(watchedPath, name);
    if (name === '.gitignore') this.#filter.forget(watchedPath);
    if (this.#filter.isSource(path)) return this.#note(this.#files, path);
    if (event !== 'rename' || !this.#filter.isOpen(path)) return;
    // Another folder may have taken its place, which is not watched then: nothing else tells of that.
    // Another folder may have taken its place, which is not watched then: nothing else tells of that.
    if (this.#watcher?.getWatched()[path] !== undefined) this.#isStale = true;
    this.#note(this.#folders, path);
  }

  #note(into: Set<string>, path: string): void {
    if (this.#isOver) return;
    into.add(path);
    const { clock } = this.#parts;
    this.#firstAt ??= clock.now();
    // What is no source may be a folder with some.
    if (into === this.#files) this.#parts.onSettling();
    const left = Math.max(0, this.#firstAt + LONGEST_WAIT_MS - clock.now());
    void this.#timer?.dispose();
    this.#timer = clock.setTimeout(() => this.#due(), Math.min(QUIET_MS, left));
  }

  #due(): void {
    const at = this.#firstAt ?? this.#parts.clock.now();
    if (this.#isGitAtWork() && this.#parts.clock.now() - at < LONGEST_GIT_MS) {
      this.#timer = this.#parts.clock.setTimeout(() => this.#due(), QUIET_MS);
      return;
    }
    const files = [...this.#files];
    const folders = [...this.#folders];
    this.#files.clear();
    this.#folders.clear();
    this.#firstAt = undefined;
    // One after the other: two looks at once would both tell of the same change.
    this.#looking = this.#looking
      .then(() => this.#look(files, folders, at))
      .catch((error: unknown) => this.#failed(error));
  }

  /** A checkout, a rebase or a stash writes file after file. */
  #isGitAtWork(): boolean {
    return existsSync(join(this.#parts.root, '.git', 'index.lock'));
  }

  async #look(files: readonly string[], folders: readonly string[], at: number): Promise<void> {
    await this.ready;
    if (this.#isStale) await this.#watchAnew();
    const all = new Set(files);
    for (const folder of this.#isStale ? [this.#parts.root] : folders)
      for (const file of await this.#snapshot.filesOf(folder)) all.add(file);
    this.#isStale = false;
    const changed = await this.#snapshot.refresh(all);
    if (!this.#isOver) this.#parts.onChange({ files: changed.map((file) => this.#told(file)), at });
  }

  async #watchAnew(): Promise<void> {
    await this.#watcher?.close();
    await this.#watch();
  }

  #told(file: string): string {
    const path = file.slice(this.#parts.root.length).replace(/^[\\/]/, '');
    return sep === '/' ? path : path.replaceAll(sep, '/');
  }

  #failed(error: unknown): void {
    if (this.#isOver || this.#hasFailed) return;
    this.#hasFailed = true;
    const isLimit = ['ENOSPC', 'EMFILE'].includes((error as NodeJS.ErrnoException).code ?? '');
    this.#parts.onError(watchError(error, isLimit));
    if (!isLimit) return;
    this.#isPolling = true;
    this.#isStale = true;
    this.#due();
  }
}

function watchError(error: unknown, isLimit: boolean): DevmgrError {
  const code = 'PLUGIN_TESTS_WATCH_FAILED';
  const reason = error instanceof Error ? error.message : String(error);
  if (!isLimit) return new DevmgrError({ code, message: `Changes of the project cannot be watched: ${reason}` });
  return new DevmgrError({
    code,
    message: 'The system watches no more folders for us: the project is looked at once a second instead.',
    hint: 'Raise the limit, for example: sysctl fs.inotify.max_user_watches=524288',
  });
}
