import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { DevmgrError, ExitCode } from 'devmgr/plugin-api';
import { homeFolder } from './home-folder.js';

/** Where devmgr keeps what belongs to the person and to one project. */
export interface Paths {
  /** The project's root folder. */
  readonly root: string;
  /** `orders-api-1a2b3c4d5e6f`: readable and unique for the root. */
  readonly projectId: string;
  /** `~/.devmgr` or `$DEVMGR_HOME`. */
  readonly home: string;
  readonly plugins: string;
  readonly logs: string;
  readonly configFile: string;
  /** `~/.devmgr/projects/<hash>`. */
  readonly project: string;
  /** Facts about running processes of the project. */
  readonly run: string;
}

const ROOT_MARKS = ['pyproject.toml', '.devmgr.toml', 'setup.py', 'setup.cfg', 'requirements.txt', '.git'];

/** The folder given, or the nearest one at or above `cwd` that looks like a project, or `cwd`. */
export function findRoot(cwd: string, given?: string): string {
  if (given !== undefined) return existingFolder(resolve(cwd, given));
  for (let dir = resolve(cwd); ; dir = dirname(dir)) {
    if (ROOT_MARKS.some((mark) => existsSync(join(dir, mark)))) return realpathSync(dir);
    if (dir === dirname(dir)) return realpathSync(cwd);
  }
}

function existingFolder(dir: string): string {
  if (existsSync(dir) && statSync(dir).isDirectory()) return realpathSync(dir);
  throw new DevmgrError({
    code: 'DEVMGR_USAGE',
    message: `${dir} is not a folder`,
    hint: 'Name the folder of a project, or run `devmgr --help` for the words it knows.',
    exitCode: ExitCode.usage,
  });
}

/** Computes the paths and makes the folders (0700: they may hold logs and history). */
export function makePaths(root: string, env: Readonly<Record<string, string>>): Paths {
  const home = homeFolder(env);
  const hash = createHash('sha256').update(root).digest('hex').slice(0, 12);
  const project = join(home, 'projects', hash);
  const paths: Paths = {
    root,
    projectId: `${basename(root).replace(/[^\w-]+/g, '-') || 'root'}-${hash}`,
    home,
    plugins: join(home, 'plugins'),
    logs: join(home, 'logs'),
    configFile: join(home, 'config.toml'),
    project,
    run: join(project, 'run'),
  };
  for (const dir of [paths.run, paths.logs]) makeFolder(dir);
  return paths;
}

function makeFolder(dir: string): void {
  try {
    mkdirSync(dir, { recursive: true, mode: 0o700 });
  } catch (cause) {
    throw new DevmgrError({
      code: 'DEVMGR_STORAGE_FAILED',
      message: `Cannot make the folder ${dir}: ${cause instanceof Error ? cause.message : String(cause)}`,
      hint: 'Set DEVMGR_HOME to a folder that you may write to.',
      exitCode: ExitCode.unavailable,
      cause,
    });
  }
}
