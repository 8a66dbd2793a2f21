import { existsSync } from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';
import type { ModuleImport } from './read-imports.js';

export interface ModulePath {
  /** `app.main` */
  readonly module: string;
  /** The folder that has to be on `sys.path`, absolute. */
  readonly searchPath: string;
}

/**
 * The name under which a file is imported, as the `fastapi` command computes it: folders with an `__init__.py` are
 * packages, the first parent without one is what goes on `sys.path`.
 *
 * A folder without `__init__.py` is a package too when the file imports from it (`from . import x`, or
 * `from app.x import y` inside `app/`): there the `fastapi` command fails to import it.
 */
export function modulePath(root: string, file: string, imports: readonly ModuleImport[]): ModulePath {
  const start = basename(file) === '__init__.py' ? dirname(file) : file;
  let searchPath = dirname(start);
  while (existsSync(join(searchPath, '__init__.py')) && dirname(searchPath) !== searchPath)
    searchPath = dirname(searchPath);
  if (searchPath === dirname(start)) searchPath = namespaceRoot(root, start, imports) ?? searchPath;
  return { module: dotted(relative(searchPath, start)), searchPath };
}

function namespaceRoot(root: string, file: string, imports: readonly ModuleImport[]): string | undefined {
  for (let folder = dirname(file); folder !== root && folder.startsWith(root + sep); folder = dirname(folder)) {
    const name = basename(folder);
    const used = imports.some(({ level, module }) => level === 0 && (module === name || module.startsWith(`${name}.`)));
    if (used && !existsSync(join(folder, `${name}.py`))) return dirname(folder);
  }
  if (!imports.some(({ level }) => level > 0) || dirname(file) === root) return undefined;
  const source = join(root, 'src');
  return file.startsWith(source + sep) && dirname(file) !== source ? source : root;
}

function dotted(path: string): string {
  return path.replace(/\.py$/, '').split(sep).join('.');
}
