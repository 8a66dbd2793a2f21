import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';

export interface InterpreterCandidate {
  /** A path, or a name that is looked up in PATH. */
  readonly command: string;
  /** Where it comes from, for people: `.venv`, `$VIRTUAL_ENV`. */
  readonly origin: string;
}

export interface CandidateSources {
  /** The setting `python`; when given nothing else is tried. */
  readonly setting: string;
  readonly env: Readonly<Record<string, string>>;
  readonly root: string;
  /** The application's own folder, inside the root: an environment there comes first. */
  readonly appFolder: string;
  /** Asks poetry for the project's environment. Called only for a project of poetry. */
  readonly askPoetry: () => Promise<string | undefined>;
}

/**
 * The Pythons to try, in order: the setting, `$DEVMGR_PYTHON`, `.venv` and `venv` from the application's folder up to
 * the root, the environment of uv or poetry, `$VIRTUAL_ENV`, `$CONDA_PREFIX`, `python3`, `/usr/bin/python3`.
 */
export async function* interpreterCandidates(sources: CandidateSources): AsyncGenerator<InterpreterCandidate> {
  const { setting, env, root } = sources;
  if (setting !== '') {
    yield { command: fromRoot(root, setting), origin: 'setting python' };
    return;
  }
  if (env['DEVMGR_PYTHON']) yield { command: fromRoot(root, env['DEVMGR_PYTHON']), origin: '$DEVMGR_PYTHON' };
  for (const folder of foldersUp(sources.appFolder, root)) {
    for (const name of ['.venv', 'venv']) yield* environment(join(folder, name), name);
  }
  if (env['UV_PROJECT_ENVIRONMENT']) yield* environment(fromRoot(root, env['UV_PROJECT_ENVIRONMENT'], true), 'uv');
  if (isPoetryProject(root)) {
    const python = await sources.askPoetry();
    if (python) yield { command: python, origin: 'poetry' };
  }
  for (const name of ['VIRTUAL_ENV', 'CONDA_PREFIX']) if (env[name]) yield* environment(env[name], `$${name}`);
  yield { command: 'python3', origin: 'python3' };
  yield { command: '/usr/bin/python3', origin: '/usr/bin/python3' };
}

export function isPoetryProject(root: string): boolean {
  return existsSync(join(root, 'poetry.lock')) || /^\[tool\.poetry\]/m.test(readText(join(root, 'pyproject.toml')));
}

export function isUvProject(root: string): boolean {
  return existsSync(join(root, 'uv.lock')) || /^\[tool\.uv[\].]/m.test(readText(join(root, 'pyproject.toml')));
}

function* environment(folder: string, origin: string): Generator<InterpreterCandidate> {
  const command = join(folder, 'bin', 'python');
  if (existsSync(command)) yield { command, origin };
}

function foldersUp(folder: string, root: string): string[] {
  if (!folder.startsWith(root + sep)) return [root];
  return [folder, ...foldersUp(dirname(folder), root)];
}

/** A relative path is one from the project's root; a bare name is looked up in PATH. */
function fromRoot(root: string, path: string, isFolder = false): string {
  return path.includes('/') || isFolder ? join(path.startsWith('/') ? '/' : root, path) : path;
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
