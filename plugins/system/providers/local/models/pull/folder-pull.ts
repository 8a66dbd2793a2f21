import { rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { manifestFile, planFile, readManifest, writeManifest } from '../folder/model-manifest.js';
import type { ManifestFile, ModelManifest } from '../folder/model-manifest.js';
import type { Hub } from '../hub/hub.js';
import type { RetryOptions } from '../hub/retrying.js';
import { wrongBytes } from '../model-errors.js';
import type { PullProgress } from '../model-library.js';
import { downloadPart } from './download-part.js';
import { fileSums, isAnnounced } from './file-sums.js';
import { makeFolders } from './make-folders.js';
import { requireRoom } from './require-room.js';
import { isSameFile } from './is-same-file.js';

export interface FolderPullOptions {
  readonly hub: Hub;
  readonly plan: ModelManifest;
  /** The model's folder: exists and is locked. */
  readonly dir: string;
  readonly retry: RetryOptions;
  onProgress(progress: PullProgress): void;
}

/** Of a file that is not whole, or not yet in its place. */
const partSuffix = '.part';

/**
 * Brings a model's folder to what a plan says. Everything is fetched and checked beside the files that are there, and put in
 * place at the end: until then an older revision stays usable, and what has come is kept when it ends early.
 */
export class FolderPull {
  readonly #options: FolderPullOptions;
  /** Files as they are on disk, with their checksums. */
  readonly #found = new Map<string, ManifestFile>();
  readonly #totalBytes: number;

  constructor(options: FolderPullOptions) {
    this.#options = options;
    this.#totalBytes = options.plan.files.reduce((sum, { size = 0 }) => sum + size, 0);
  }

  /** Rejects with a `PLUGIN_MODELS_...` error, an error of the disk, or the signal's reason. */
  async run(): Promise<void> {
    const { plan, dir } = this.#options;
    const before = await readManifest(dir, manifestFile);
    await this.#dropOtherParts();
    await writeManifest(dir, planFile, plan);
    for (const file of plan.files) await this.#look(file, before);
    const missing = plan.files.filter(({ path }) => !this.#found.has(path));
    await requireRoom(dir, await this.#bytesLeft(missing));
    for (const file of missing) await this.#fetch(file);
    await this.#finish(missing, before);
  }

  /** What an earlier pull left of a file that is another one by now, or is not wanted any more. */
  async #dropOtherParts(): Promise<void> {
    const { plan, dir } = this.#options;
    const begun = await readManifest(dir, planFile);
    const paths = new Set([...plan.files, ...(begun?.files ?? [])].map(({ path }) => path));
    for (const path of paths) {
      if (!begun || !isSameFile(path, begun, plan)) await rm(this.#part(path), { force: true });
    }
  }

  /** Whether the file is here already: by the record of the pull that brought it, or else by reading it. */
  async #look(file: ManifestFile, before: ModelManifest | undefined): Promise<void> {
    const { plan, dir, retry } = this.#options;
    const path = join(dir, file.path);
    const size = (await stat(path).catch(() => undefined))?.size;
    if (size === undefined || (file.size !== undefined && size !== file.size)) return;
    const recorded = before?.files.find((each) => each.path === file.path);
    if (before && recorded?.size === size && isSameFile(file.path, before, plan)) {
      this.#found.set(file.path, recorded);
    } else if (file.sha256 !== undefined || file.gitSha1 !== undefined) {
      const sums = await fileSums(path, retry.signal);
      if (isAnnounced(sums, file)) this.#found.set(file.path, { path: file.path, ...sums });
    }
  }

  async #bytesLeft(missing: readonly ManifestFile[]): Promise<number> {
    let bytes = 0;
    for (const { path, size = 0 } of missing) {
      const here = (await stat(this.#part(path)).catch(() => undefined))?.size ?? 0;
      bytes += Math.max(0, size - here);
    }
    return bytes;
  }

  /** Fetches and checks a file. The rest of one that was begun may not fit to its beginning: then once more from the start. */
  async #fetch(file: ManifestFile): Promise<void> {
    const { plan, dir, retry, hub } = this.#options;
    const part = this.#part(file.path);
    await makeFolders(dir, dirname(file.path));
    let begun = (await stat(part).catch(() => undefined))?.size ?? 0;
    for (;;) {
      this.#report(file.path, begun);
      const onBytes = (bytes: number) => this.#report(file.path, bytes);
      await downloadPart({ hub, id: plan.id, revision: plan.revision, file, part, retry, onBytes });
      const sums = await fileSums(part, retry.signal);
      if (isAnnounced(sums, file)) {
        this.#found.set(file.path, { path: file.path, ...sums });
        this.#report(file.path, 0);
        return;
      }
      await rm(part, { force: true });
      if (begun === 0) throw wrongBytes(file.path);
      begun = 0;
      retry.log.debug(`${file.path}: the rest does not fit to what was here; from the start`);
    }
  }

  async #finish(fetched: readonly ManifestFile[], before: ModelManifest | undefined): Promise<void> {
    const { plan, dir } = this.#options;
    for (const { path } of fetched) await rename(this.#part(path), join(dir, path));
    const files = plan.files.map((file) => this.#found.get(file.path) ?? file);
    await writeManifest(dir, manifestFile, { ...plan, files });
    // Of an earlier revision or of other weights. What a person put there is in no record and stays.
    for (const { path } of before?.files ?? []) {
      if (!files.some((file) => file.path === path)) await rm(join(dir, path), { force: true });
    }
    await rm(join(dir, planFile), { force: true });
  }

  /** Whole files count from the moment they are checked. */
  #report(file: string, bytes: number): void {
    const whole = [...this.#found.values()].reduce((sum, { size = 0 }) => sum + size, 0);
    this.#options.onProgress({ file, doneBytes: whole + bytes, totalBytes: Math.max(this.#totalBytes, whole + bytes) });
  }

  #part(path: string): string {
    return join(this.#options.dir, `${path}${partSuffix}`);
  }
}
