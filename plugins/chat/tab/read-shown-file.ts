import { readProjectFile } from '../attach/read-project-file.js';

const mostBytes = 1_000_000;

/** The text of a file of the project that is to be looked at. See `readProjectFile`. */
export function readShownFile(root: string, path: string): Promise<string | undefined> {
  return readProjectFile(root, path, mostBytes);
}
