import { dirname, join } from 'node:path/posix';
import { findPlace } from '../place/find-place.js';
import { OpenFolder } from '../place/open-folder.js';
import type { WriterParts } from '../writer-parts.js';
import { namesBeside } from './step.js';
import { unlinkIfThere } from './unlink-if-there.js';

type Parts = Pick<WriterParts, 'disk' | 'roots'>;
type File = { readonly path: string };

/** Removes what a killed devmgr left beside files. `files` in the order in which they were exchanged. */
export async function clearBeside(parts: Parts, files: readonly File[], token: string): Promise<void> {
  for (const [at, file] of files.entries())
    await inFolderOf(parts, file, async (folder) => {
      for (const name of Object.values(namesBeside(token, at))) await unlinkIfThere(parts.disk, folder.at(name));
      await folder.sync();
    });
}

/** Whether the old content of a file was put aside, which is done right before it is exchanged. */
export async function hasOldBeside(parts: Parts, file: File, which: { token: string; at: number }): Promise<boolean> {
  const { old } = namesBeside(which.token, which.at);
  const stat = await inFolderOf(parts, file, (folder) => parts.disk.lstat(folder.at(old)).catch(() => undefined));
  return stat !== undefined;
}

/** `undefined` when the folder is gone, or leads elsewhere now. */
async function inFolderOf<T>({ disk, roots }: Parts, { path }: File, work: (folder: OpenFolder) => Promise<T>) {
  const place = await findPlace(disk, roots, join(dirname(path), '.devmgr')).catch(() => undefined);
  if (!place || place.missing.length > 0) return undefined;
  const folder = await OpenFolder.of(disk, place);
  return await work(folder).finally(() => folder.close());
}
