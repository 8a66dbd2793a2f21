import { isAbsolute, join } from 'node:path';
import type { TomlTable, TomlValue } from './imported-servers.js';

/** Fields with paths. In settings they begin at the root of the project, in other programs' files where a process runs. */
const PATHS = new Set(['cwd', 'app-dir', 'env-file']);

/** A table whose paths were written from `folder`, with paths from where that folder is named from. */
export function fromFolder(table: TomlTable, folder: string): TomlTable {
  if (folder === '' || folder === '.') return table;
  const moved = Object.entries(table).map(([key, value]): [string, TomlValue] => {
    if (PATHS.has(key)) return [key, movedPaths(value, folder)];
    // A name without a folder is looked up in PATH.
    if (key === 'python' && typeof value === 'string' && value.includes('/')) return [key, movedPaths(value, folder)];
    return key === 'watch' && isTable(value) ? [key, movedWatch(value, folder)] : [key, value];
  });
  return Object.fromEntries(moved);
}

function movedWatch(watch: TomlTable, folder: string): TomlTable {
  const { paths } = watch;
  return paths === undefined ? watch : { ...watch, paths: movedPaths(paths, folder) };
}

function movedPaths(value: TomlValue, folder: string): TomlValue {
  if (Array.isArray(value)) return value.map((each: TomlValue) => movedPaths(each, folder));
  if (typeof value !== 'string' || isAbsolute(value) || value.startsWith('~')) return value;
  return join(folder, value);
}

function isTable(value: TomlValue): value is TomlTable {
  return typeof value === 'object' && !Array.isArray(value);
}
