import { basename, join, relative, sep } from 'node:path';
import type { FSWatcher } from 'chokidar';
import { DevmgrError, type Clock, type Disposable } from 'devmgr/plugin-api';
import type { WatchSpec } from '../definition/server-definition.js';
import { SourceFilter } from './source-filter.js';
import { SourceSnapshot } from './source-snapshot.js';

export interface WatchParts {
  /** The project; absolute. */
  readonly root: string;
  readonly clock: Clock;
  /** What was written after this has changed already: milliseconds since the epoch. Default: now. */
  readonly since?: number;
  /** Files whose content is another, from the project's root; the one that was first to change is the first. */
  readonly onChange: (files: readonly string[]) => void;
  /** From then on changes may be missed. */
  readonly onError: (error: Error) => void;
}

/** Changes that go on for longer are told in between. */
const LONGEST_WAIT_MS = 2_000;
const POLL_MS = 1_000;

/**
 * Tells when sources have changed: what git ignores, environments and caches left out, changes that follow each other closely together, and
 * only where the content is another. `ready` resolves when it sees everything, or when it was released; it never rejects.
 */
export function watchSources(spec: WatchSpec, parts: WatchParts): Disposable & { readonly ready: Promise<void> } {
  return new SourceWatch(spec, parts);
}

class SourceWatch implements Disposable {
  readonly ready: Promise<void>;
  readonly #spec: WatchSpec;
  readonly #parts: WatchParts;
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

  constructor(spec: WatchSpec, parts: WatchParts) {
    this.#spec = spec;
    this.#parts = parts;
    this.#filter = new SourceFilter(spec, parts.root);
    this.#snapshot = new SourceSnapshot(this.#filter);
    this.ready = this.#start().catch((error: unknown) => this.#failed(error));
  }

  async dispose(): Promise<void> {
    this.#isOver = true;
    this.#stop();
    await this.#timer?.dispose();
    await this.#watcher?.close();
  }

  async #start(): Promise<void> {
    const since = this.#parts.since ?? this.#parts.clock.now();
    await this.#watch();
    for (const folder of this.#spec.folders) {
      const files = await this.#snapshot.filesOf(folder);
      await this.#snapshot.refresh(files);
      // Written while the folders were read: by whom the code has been read is not known.
      this.#tell(await this.#snapshot.writtenAfter(files, since));
    }
  }

  async #watch(): Promise<void> {
    const { watch } = await import('chokidar');
    if (this.#isOver) return;
    const watcher = watch([...this.#spec.folders], {
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
    return this.#watcher?.options.usePolling === true && this.#filter.isSource(path);
  }

  #heard(event: string, name: unknown, { watchedPath }: { readonly watchedPath: string }): void {
    if (this.#watcher?.options.usePolling === true) return;
    if (typeof name !== 'string' || name === '') return this.#note(this.#folders, watchedPath);
    // macOS tells of a folder by itself.
    const path = basename(watchedPath) === name ? watchedPath : join(watchedPath, name);
    if (name === '.gitignore') this.#filter.forget(watchedPath);
    if (this.#filter.isSource(path)) return this.#note(this.#files, path);
    if (event !== 'rename' || !this.#filter.isOpen(path)) return;
    // Another folder may have taken its place, which is not watched then: nothing else tells of that.
    if (this.#watcher?.getWatched()[path] !== undefined) this.#isStale = true;
    this.#note(this.#folders, path);
  }

  #note(into: Set<string>, path: string): void {
    if (this.#isOver) return;
    into.add(path);
    const { clock } = this.#parts;
    this.#firstAt ??= clock.now();
    const longest = Math.max(0, this.#firstAt + LONGEST_WAIT_MS - clock.now());
    void this.#timer?.dispose();
    this.#timer = clock.setTimeout(() => this.#due(), Math.min(this.#spec.debounceMs, longest));
  }

  #due(): void {
    const files = [...this.#files];
    const folders = [...this.#folders];
    this.#files.clear();
    this.#folders.clear();
    this.#firstAt = undefined;
    // One after the other: two looks at once would both tell of the same change.
    this.#looking = this.#looking.then(() => this.#look(files, folders)).catch((error: unknown) => this.#failed(error));
  }

  async #look(files: readonly string[], folders: readonly string[]): Promise<void> {
    await this.ready;
    if (this.#isStale) await this.#watchAnew();
    const all = new Set(files);
    for (const folder of this.#isStale ? this.#spec.folders : folders)
      for (const file of await this.#snapshot.filesOf(folder)) all.add(file);
    this.#isStale = false;
    this.#tell(await this.#snapshot.refresh(all));
  }

  #tell(changed: readonly string[]): void {
    if (changed.length === 0 || this.#isOver) return;
    this.#parts.onChange(changed.map((file) => relative(this.#parts.root, file).replaceAll(sep, '/')));
  }

  async #watchAnew(): Promise<void> {
    await this.#watcher?.close();
    await this.#watch();
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
  const code = 'PLUGIN_SYSTEM_WATCH_FAILED';
  const reason = error instanceof Error ? error.message : String(error);
  if (!isLimit) return new DevmgrError({ code, message: `Changes of the code cannot be watched: ${reason}` });
  const message = 'The system watches no more folders for us: the code is looked at once a second instead';
  return new DevmgrError({
    code,
    message,
    hint: 'Raise the limit, for example: sysctl fs.inotify.max_user_watches=524288',
  });
}
