import { realpath } from 'node:fs/promises';
import { isAbsolute, join, relative, sep } from 'node:path';
import type { Attachment } from '../conversation/conversation.js';
import {
  enterFolder,
  judgeFile,
  readFolder,
  rootState,
  type FolderState,
  type Skip,
} from '../index/walk/folder-state.js';
import { readSmallFile } from '../index/walk/read-small-file.js';

/**
 * What a person should know of a file before it is sent: that the project ignores it (`.gitignore`, `.devmgrignore`), or that it is
 * none of the project's, also behind a link. `root`: the project's folder.
 */
export async function attachmentNotes({ path }: Attachment, root: string): Promise<readonly string[]> {
  if (path === undefined) return [];
  const why = (await isOutside(path, root)) ? 'lies outside the project' : await ignoredText(path, root);
  return why === undefined ? [] : [`${path} ${why}, and goes to the model all the same`];
}

async function isOutside(path: string, root: string): Promise<boolean> {
  if (isAbsolute(path)) return true;
  const [real, realRoot] = await Promise.all([join(root, path), root].map((one) => realpath(one).catch(() => one)));
  const way = relative(realRoot ?? root, real ?? root);
  return way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way);
}

async function ignoredText(path: string, root: string): Promise<string | undefined> {
  const verdict = await verdictOf(path, root);
  return verdict === 'ignored' || verdict === 'excluded' ? 'is ignored by this project' : undefined;
}

/** As the walk of the index goes down to the file, whatever is left out for other reasons. */
async function verdictOf(path: string, root: string): Promise<Skip | 'included' | undefined> {
  const gitExclude = (await readSmallFile(join(root, '.git/info/exclude'))) ?? '';
  let folder: FolderState = rootState({ exclude: [], isListed: false, gitExclude });
  const parts = path.split('/');
  for (const [at, part] of parts.entries()) {
    const [gitignore, devmgrignore] = await Promise.all(
      ['.gitignore', '.devmgrignore'].map((name) => readSmallFile(join(root, folder.path, name))),
    );
    const read = readFolder(folder, { names: [], gitignore, devmgrignore });
    if (typeof read === 'string') return read;
    if (at === parts.length - 1) return judgeFile(read, path);
    const entered = enterFolder(read, `${read.path}${part}/`);
    if (typeof entered === 'string') return entered;
    folder = entered;
  }
  return undefined;
}
