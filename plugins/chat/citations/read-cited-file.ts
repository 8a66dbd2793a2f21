import { readProjectFile } from '../attach/read-project-file.js';
import { linesOf } from './lines-of.js';

const mostBytes = 4_000_000;

/** The lines of a file below `root`; `undefined` for what is no text, too large, lies elsewhere (through a link) or is gone. */
export async function readCitedFile(root: string, path: string): Promise<readonly string[] | undefined> {
  const text = await readProjectFile(root, path, mostBytes);
  return text === undefined ? undefined : linesOf(text);
}
