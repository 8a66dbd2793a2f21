import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { listProjectFiles } from '../../../../../plugins/chat/index/walk/list-project-files.js';
import type { ProjectFiles, WalkOptions } from '../../../../../plugins/chat/index/walk/project-files.js';

const run = promisify(execFile);

/** A folder with files, gone with the specs. */
export class TemporaryProject {
  private constructor(readonly root: string) {}

  static async create(files: Readonly<Record<string, string | Uint8Array>> = {}): Promise<TemporaryProject> {
    const project = new TemporaryProject(await realpath(await mkdtemp(join(tmpdir(), 'devmgr-walk-'))));
    await project.write(files);
    return project;
  }

  async write(files: Readonly<Record<string, string | Uint8Array>>): Promise<void> {
    const folders = new Set(Object.keys(files).map((path) => dirname(join(this.root, path))));
    for (const folder of folders) await mkdir(folder, { recursive: true });
    await Promise.all(Object.entries(files).map(([path, content]) => writeFile(join(this.root, path), content)));
  }

  /** Lines of git's answer; nothing of the person's own configuration counts. */
  async git(...args: readonly string[]): Promise<string[]> {
    const env = {
      PATH: process.env.PATH,
      GIT_CONFIG_GLOBAL: '/dev/null',
      GIT_CONFIG_SYSTEM: '/dev/null',
      HOME: this.root,
    };
    const { stdout } = await run('git', args, { cwd: this.root, env, maxBuffer: 1 << 26 });
    return stdout.split('\n').filter((line) => line !== '');
  }

  /** What the walk finds. */
  walk(options: Partial<WalkOptions> = {}): Promise<ProjectFiles> {
    const signal = new AbortController().signal;
    return listProjectFiles({
      ...{ root: this.root, listed: undefined, exclude: [], maxFileBytes: 1_000_000, signal },
      ...options,
    });
  }

  async remove(): Promise<void> {
    await rm(this.root, { recursive: true, force: true });
  }
}

/** The paths of the files, and of what was skipped with the reason. */
export function summaryOf(found: ProjectFiles): { files: string[]; skipped: Record<string, string> } {
  return {
    files: found.files.map((file) => file.path),
    skipped: Object.fromEntries(found.skipped.map(({ path, reason }) => [path, reason])),
  };
}
