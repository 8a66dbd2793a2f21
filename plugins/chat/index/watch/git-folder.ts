import { readFile, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';

/** Where git keeps the `HEAD` of the working tree that a folder lies in; of a linked one it is elsewhere. `undefined`: no git. */
export async function gitFolderOf(root: string): Promise<string | undefined> {
  for (let folder = root; ; folder = dirname(folder)) {
    const found = await gitFolderIn(folder);
    if (found !== undefined || dirname(folder) === folder) return found;
  }
}

async function gitFolderIn(folder: string): Promise<string | undefined> {
  const path = join(folder, '.git');
  const stats = await stat(path).catch(() => undefined);
  if (stats?.isDirectory()) return path;
  // gitrepository-layout(5): `gitdir: <path>` in submodules and linked working trees.
  const text = stats?.isFile() ? await readFile(path, 'utf8').catch(() => '') : '';
  const target = /^gitdir: (.+)$/m.exec(text)?.[1];
  return target === undefined ? undefined : resolve(folder, target.trimEnd());
}
