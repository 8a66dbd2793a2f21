import { folderOf, isTestFile } from '../test-file-name.js';

/**
 * Test modules that are called like a file: `tests/unit/test_orders.py` for `app/orders.py`, `test_routers_orders.py` for
 * `app/routers/orders.py`, the package's name for its `__init__.py`. Of several parts of one repository only the nearest. Nearest first. Pure.
 */
export function testsByName(path: string, paths: readonly string[]): readonly string[] {
  const wanted = new Set(stemsOf(path).flatMap((stem) => [`test_${stem}.py`, `${stem}_test.py`]));
  const found = paths.filter((other) => isTestFile(other) && wanted.has(other.slice(other.lastIndexOf('/') + 1)));
  const nearest = Math.max(0, ...found.map((other) => sharedFolders(path, other)));
  return found
    .filter((other) => sharedFolders(path, other) === nearest)
    .sort((a, b) => likeness(path, b) - likeness(path, a) || (a < b ? -1 : 1));
}

function stemsOf(path: string): readonly string[] {
  const parts = path.replace(/\.[^./]+$/, '').split('/');
  if (parts.at(-1) === '__init__') parts.pop();
  const stem = parts.at(-1);
  if (stem === undefined) return [];
  const parent = parts.at(-2);
  return parent === undefined ? [stem] : [stem, `${parent}_${stem}`];
}

/** Folders from the root that both lie in. */
function sharedFolders(a: string, b: string): number {
  const [left, right] = [folderOf(a).split('/'), folderOf(b).split('/')];
  const differs = left.findIndex((part, at) => part !== right[at]);
  return differs < 0 ? left.length : differs;
}

/** Words of its folders that a test has too: `tests/routers/test_orders.py` is nearer to `app/routers/orders.py` than `tests/test_orders.py`. */
function likeness(path: string, test: string): number {
  const folders = new Set(folderOf(test).split('/'));
  return folderOf(path)
    .split('/')
    .filter((part) => folders.has(part)).length;
}
