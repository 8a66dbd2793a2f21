import { chmod, mkdir, realpath, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative, sep } from 'node:path';
import type { Disposable, PluginContext } from 'devmgr/plugin-api';
import { askGit } from './ask-git.js';
import { noCopy, outsideCopy } from './copy-errors.js';
import { makeCopyFolder } from './copy-folder.js';
import { scanProject } from './scan-project.js';
import { forgetCompiled, syncCopy, type CopiedFiles, type SyncOptions } from './sync-copy.js';

type Host = Pick<PluginContext, 'workspace' | 'storage' | 'processes' | 'log'>;

export interface CopyLimits {
  readonly mostBytes: number;
  readonly mostFiles: number;
}

export const copyLimits: CopyLimits = { mostBytes: 2e9, mostFiles: 100_000 };

/** A copy of the working tree, made at the first update, brought up to date by each further one, removed when it is released. */
export class ProjectCopy implements Disposable {
  readonly #host: Host;
  readonly #limits: CopyLimits;
  readonly #copied: CopiedFiles = new Map();
  #folder: string | undefined;
  #root = '';

  constructor(host: Host, limits: CopyLimits = copyLimits) {
    this.#host = host;
    this.#limits = limits;
  }

  /** Absolute; it has the name of the project's folder, which may be a package. */
  get root(): string {
    return this.#root;
  }

  /**
   * Makes the copy the same as the project. Gives whether the project changed since the last time. Rejects with a `DevmgrError` when it is too
   * large or cannot be written, with the signal's reason when aborted; the next update goes on from there.
   */
  async update(options: SyncOptions): Promise<boolean> {
    const project = await realpath(this.#host.workspace.root);
    const { globalDir, workspaceDir } = this.#host.storage;
    const without = await Promise.all([globalDir, workspaceDir].map((folder) => realpath(folder).catch(() => folder)));
    const git = askGit(this.#host.processes, project);
    const entries = await scanProject(project, { ...this.#limits, signal: options.signal, without, git });
    try {
      await this.#ensureFolder(project);
      return await syncCopy(project, this.#root, entries, this.#copied, options);
    } catch (error) {
      options.signal.throwIfAborted();
      throw asCopyError(error);
    }
  }

  /** Writes files over the copy, until the next update. Their folders are made. */
  async lay(files: readonly { readonly path: string; readonly content: string | Uint8Array }[]): Promise<void> {
    for (const { path, content } of files) {
      const place = join(this.#root, path);
      this.#refuseOutside(path, relative(this.#root, place));
      try {
        await mkdir(dirname(place), { recursive: true });
        // Links lead nowhere but into the copy; still, what they lead to is asked.
        const folder = await realpath(dirname(place));
        this.#refuseOutside(path, relative(this.#root, join(folder, basename(place))));
        await replaceFile(place, content);
      } catch (error) {
        throw asCopyError(error);
      }
    }
  }

  async dispose(): Promise<void> {
    const folder = this.#folder;
    this.#folder = undefined;
    this.#copied.clear();
    if (folder !== undefined) await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }

  async #ensureFolder(project: string): Promise<void> {
    if (this.#folder !== undefined && (await isFolder(this.#root))) return;
    await this.dispose();
    this.#folder = await realpath(await makeCopyFolder(this.#host));
    this.#root = join(this.#folder, basename(project) || 'project');
    await mkdir(this.#root);
  }

  #refuseOutside(path: string, inside: string): void {
    if (inside === '' || inside === '..' || inside.startsWith(`..${sep}`)) throw outsideCopy(path);
  }
}

/** A link to a file is written through, as an editor would. */
async function replaceFile(place: string, content: string | Uint8Array): Promise<void> {
  const target = await realpath(place).catch(() => place);
  const mode = await stat(target).then(
    (stats) => stats.mode,
    () => undefined,
  );
  await rm(target, { force: true });
  await forgetCompiled(target);
  await writeFile(target, content);
  if (mode !== undefined) await chmod(target, mode);
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (stats) => stats.isDirectory(),
    () => false,
  );
}

function asCopyError(error: unknown): unknown {
  return (error as NodeJS.ErrnoException).syscall === undefined ? error : noCopy(error);
}
