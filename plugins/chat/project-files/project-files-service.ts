import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Disposable, PluginContext } from 'devmgr/plugin-api';
import type { ProjectFile, ProjectFiles } from 'devmgr/plugin-api/contracts/project-files';
import { listGitFiles } from '../index/service/git/list-git-files.js';
import { readIndexSettings } from '../index/service/index-settings.js';
import type { SkippedFile } from '../index/store/index-store.js';
import { inBatches } from '../index/walk/in-batches.js';
import { listProjectFiles } from '../index/walk/list-project-files.js';
import { isSecretFile } from '../index/walk/secret-files.js';
import { folderMarks, isUnchanged, type FolderMarks } from './folder-marks.js';
import { SharedWork } from './shared-work.js';

export interface ProjectFilesParts {
  readonly context: Pick<PluginContext, 'config' | 'log' | 'processes' | 'workspace'>;
  /** Told when files have changed, by whoever follows them; files that nobody follows are looked at. */
  onDidChange(listener: () => void): Disposable;
}

interface Listing {
  readonly files: readonly ProjectFile[];
  readonly marks: FolderMarks;
}

const filesAtOnce = 64;

/**
 * The files of the project by the walk of the code index, which itself is not needed for it. A listing is remembered together
 * with the times of its folders and ignore files: as long as they are the same no file has come or gone. Sizes are those of when
 * it was listed, unless somebody follows the files.
 */
export class ProjectFilesService implements ProjectFiles, Disposable {
  readonly #context: ProjectFilesParts['context'];
  readonly #listening: readonly Disposable[];
  readonly #looking = new SharedWork((signal) => this.#look(signal));
  #last: Listing | undefined;
  /** Counts what was told, so that a listing made meanwhile is not kept. */
  #changes = 0;

  constructor({ context, onDidChange }: ProjectFilesParts) {
    this.#context = context;
    const forget = () => {
      this.#changes += 1;
      this.#last = undefined;
    };
    this.#listening = [onDidChange(forget), context.config.onDidChange(forget)];
  }

  list({ signal }: { readonly signal: AbortSignal }): Promise<readonly ProjectFile[]> {
    return this.#looking.do(signal);
  }

  isSecret(path: string): boolean {
    return isSecretFile(path);
  }

  async dispose(): Promise<void> {
    for (const each of this.#listening) await each.dispose();
    await this.#looking.dispose();
  }

  async #look(signal: AbortSignal): Promise<readonly ProjectFile[]> {
    const known = this.#last;
    if (known && (await isUnchanged(known.marks, signal))) return known.files;
    const changes = this.#changes;
    const listing = await this.#list(signal);
    if (changes === this.#changes) this.#last = listing;
    return listing.files;
  }

  async #list(signal: AbortSignal): Promise<Listing> {
    const { workspace, processes, log, config } = this.#context;
    const { root } = workspace;
    const startedAt = Date.now();
    const listed = await listGitFiles({ cwd: root, processes, log, signal });
    const walk = { root, listed, ...readIndexSettings(config), signal };
    const { files, skipped } = await listProjectFiles(walk);
    const all = [...files, ...(await this.#sized(skipped, signal))].sort((a, b) => (a.path < b.path ? -1 : 1));
    const marks = await folderMarks(
      all.map(({ path }) => path),
      { root, startedAt, signal },
    );
    return { files: all, marks };
  }

  /** Folders that are skipped as a whole are left out. */
  async #sized(skipped: readonly SkippedFile[], signal: AbortSignal): Promise<readonly ProjectFile[]> {
    const { root } = this.#context.workspace;
    const sized = async ({ path, reason }: SkippedFile): Promise<ProjectFile | undefined> => {
      const size = await lstat(join(root, path)).then(
        (stat) => stat.size,
        () => undefined,
      );
      return size === undefined ? undefined : { path, size, skipped: reason };
    };
    const files = skipped.filter(({ path }) => !path.endsWith('/'));
    const found = await inBatches(files, sized, { size: filesAtOnce, signal });
    return found.filter((file) => file !== undefined);
  }
}
