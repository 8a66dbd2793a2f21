import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Installed, generated or not TypeScript. */
const notOurs = new Set(['node_modules', 'dist', 'fixtures', '__pycache__', 'api-report.d.ts']);

/**
 * TypeScript and JavaScript files below some folders, sorted, as paths from `root` with `/`.
 *
 * @param {string} root
 * @param {readonly string[]} folders
 * @returns {string[]}
 */
export function sourceFiles(root, folders) {
  return folders.flatMap((folder) => walk(root, folder)).sort();
}

function walk(root, folder) {
  return entriesOf(join(root, folder)).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (notOurs.has(entry.name)) return [];
    if (entry.isDirectory()) return walk(root, path);
    return /\.(ts|js)$/.test(entry.name) ? [path] : [];
  });
}

function entriesOf(folder) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    if (error.code === 'ENOENT') return [];
    throw error;
  }
}
