import { lstat, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

export interface FolderFile {
  /** Inside the folder, with `/`. */
  readonly path: string;
  readonly size: number;
  /** It is a link to a file elsewhere; `size` is that file's. */
  readonly isLink: boolean;
}

/** Nothing of a model lies deeper: `onnx/model.onnx`, `1_Pooling/config.json`. */
const deepest = 3;

/** The files of a model's folder. Folders behind links are not entered, links to nothing and what is no file are left out. */
export async function folderFiles(dir: string, below = '', depth = 1): Promise<FolderFile[]> {
  const entries = await readdir(join(dir, below), { withFileTypes: true }).catch(() => []);
  const found: FolderFile[] = [];
  for (const entry of entries) {
    const path = below === '' ? entry.name : `${below}/${entry.name}`;
    if (entry.isDirectory()) {
      if (depth < deepest) found.push(...(await folderFiles(dir, path, depth + 1)));
      continue;
    }
    const facts = await (entry.isSymbolicLink() ? stat : lstat)(join(dir, path)).catch(() => undefined);
    if (facts?.isFile()) found.push({ path, size: facts.size, isLink: entry.isSymbolicLink() });
  }
  return found;
}
