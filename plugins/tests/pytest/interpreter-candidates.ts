import { existsSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';

export interface InterpreterSources {
  readonly root: string;
  /** The setting `python`; empty when not set. */
  readonly setting: string;
  readonly env: Readonly<Record<string, string>>;
  /** Where Poetry keeps the project's environment, when it does. */
  readonly poetryEnvironment: string | undefined;
}

const inEnvironment = process.platform === 'win32' ? ['Scripts', 'python.exe'] : ['bin', 'python'];

/** Interpreters in the order in which they are tried. Environments that are not there are left out. */
export function interpreterCandidates(sources: InterpreterSources): readonly string[] {
  const { root, env } = sources;
  if (sources.setting) return [inProject(root, sources.setting)];
  const environments = [
    env['UV_PROJECT_ENVIRONMENT'] && inProject(root, env['UV_PROJECT_ENVIRONMENT']),
    join(root, '.venv'),
    join(root, 'venv'),
    env['VIRTUAL_ENV'],
    sources.poetryEnvironment,
  ];
  const pythons = environments.flatMap((folder) => (folder ? [join(folder, ...inEnvironment)] : []));
  const explicit = env['DEVMGR_PYTHON'] ? [env['DEVMGR_PYTHON']] : [];
  return [...new Set([...explicit, ...pythons.filter((path) => existsSync(path)), 'python3', '/usr/bin/python3'])];
}

/** Words without a slash are looked up in PATH, other paths are the project's. */
function inProject(root: string, path: string): string {
  return isAbsolute(path) || !path.includes('/') ? path : join(root, path);
}
