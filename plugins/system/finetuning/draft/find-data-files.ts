import type { Dirent } from 'node:fs';
import { readdir } from 'node:fs/promises';

/** Files that may hold examples, by how their names end: those that providers take first. */
const ENDS = ['.jsonl', '.ndjson', '.json', '.csv', '.txt', '.parquet'];
/** Folders of tools: nobody keeps examples there, and they are large. */
const LEFT_OUT = new Set(['node_modules', '__pycache__', 'venv', 'site-packages', 'dist', 'build', 'target']);
const MOST_FOLDERS = 5_000;
const MOST_FILES = 5_000;

/** A file of the project, from its root, with `/`. */
export interface DataFile {
  readonly path: string;
  /** It is JSON lines, as providers take them. */
  readonly isLines: boolean;
}

/**
 * Files of a folder that may hold examples, also those that git ignores, by path. Looks at so many folders at most, the nearest first; links are not
 * followed. What cannot be read is left out.
 */
export async function findDataFiles(root: string, signal: AbortSignal): Promise<readonly DataFile[]> {
  const found: DataFile[] = [];
  let folders = [''];
  for (let seen = 0; folders.length > 0 && seen < MOST_FOLDERS && found.length < MOST_FILES && !signal.aborted;) {
    const next: string[] = [];
    for (const folder of folders.slice(0, MOST_FOLDERS - seen)) {
      signal.throwIfAborted();
      const entries = await readdir(`${root}/${folder}`, { withFileTypes: true }).catch(() => []);
      for (const entry of entries) take(entry, folder, found, next);
    }
    seen += folders.length;
    folders = next;
  }
  return found.sort((a, b) => Number(b.isLines) - Number(a.isLines) || (a.path < b.path ? -1 : 1));
}

function take(entry: Dirent, folder: string, found: DataFile[], folders: string[]): void {
  const { name } = entry;
  if (entry.isDirectory() && !name.startsWith('.') && !LEFT_OUT.has(name)) folders.push(`${folder}${name}/`);
  const end = entry.isFile() ? ENDS.find((each) => name.toLowerCase().endsWith(each)) : undefined;
  if (end !== undefined) found.push({ path: `${folder}${name}`, isLines: end === '.jsonl' || end === '.ndjson' });
}
