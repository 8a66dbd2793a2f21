import type { Dirent } from 'node:fs';
import { lstat, readdir, realpath, stat } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { tooLargeToCopy } from './copy-errors.js';
import { inParallel } from './in-parallel.js';
import { isLeftOutByContent, isLeftOutByName } from './left-out.js';

/** Something that is copied. `path` from the root. */
export type TreeEntry =
  | { readonly kind: 'folder'; readonly path: string }
  | {
      readonly kind: 'file';
      readonly path: string;
      readonly size: number;
      readonly mtimeMs: number;
      readonly ctimeMs: number;
    }
  /** `to` relative to the link's own folder, always inside the root. */
  | { readonly kind: 'link'; readonly path: string; readonly to: string };

export interface ScanOptions {
  readonly signal: AbortSignal;
  readonly mostBytes: number;
  readonly mostFiles: number;
  /** Absolute; folders that are never entered: devmgr's own, which may lie inside the project. */
  readonly without: readonly string[];
}

/** As many readings at once as the threads of the runtime have use for. */
const most = 16;

/**
 * What tests can need of a project: everything but histories, environments, caches and build output, also what git ignores.
 * Folders come before what is in them. What cannot be read, sockets and pipes, and links to folders elsewhere are not there.
 * Rejects with `PLUGIN_CODEGEN_COPY_TOO_LARGE`, and with the signal's reason.
 */
export async function scanProject(root: string, options: ScanOptions): Promise<readonly TreeEntry[]> {
  const found: TreeEntry[] = [];
  let folders = [''];
  let bytes = 0;
  while (folders.length > 0) {
    const next: string[] = [];
    await inParallel(folders, { most, signal: options.signal }, async (folder) => {
      const entries = await readdir(join(root, folder), { withFileTypes: true }).catch(() => []);
      if (folder !== '' && isLeftOutByContent(folder.slice(folder.lastIndexOf('/') + 1), entries)) return;
      if (folder !== '') found.push({ kind: 'folder', path: folder });
      for (const entry of entries) {
        const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
        if (entry.isDirectory()) {
          if (!isLeftOutByName(entry.name) && !options.without.includes(join(root, path))) next.push(path);
          continue;
        }
        const told = await describe(root, path, entry);
        if (!told) continue;
        found.push(told);
        bytes += told.kind === 'file' ? told.size : 0;
      }
      if (bytes > options.mostBytes || found.length > options.mostFiles) throw tooLargeToCopy(options);
    });
    folders = next;
  }
  return found;
}

async function describe(root: string, path: string, entry: Dirent): Promise<TreeEntry | undefined> {
  try {
    if (entry.isFile()) return fileOf(path, await lstat(join(root, path)));
    return entry.isSymbolicLink() ? await linkOf(root, path) : undefined;
  } catch {
    // It went away, or leads nowhere.
    return undefined;
  }
}

function fileOf(path: string, { size, mtimeMs, ctimeMs }: Awaited<ReturnType<typeof lstat>>): TreeEntry {
  return { kind: 'file', path, size: Number(size), mtimeMs: Number(mtimeMs), ctimeMs: Number(ctimeMs) };
}

/** A link within the project stays one. A file elsewhere is copied, so that tests cannot write to it through the copy. */
async function linkOf(root: string, path: string): Promise<TreeEntry | undefined> {
  const target = await realpath(join(root, path));
  const inside = relative(root, target);
  const isInside = inside !== '..' && !inside.startsWith(`..${sep}`);
  if (isInside) return { kind: 'link', path, to: relative(dirname(join(root, path)), target) || '.' };
  const stats = await stat(target);
  return stats.isFile() ? fileOf(path, stats) : undefined;
}
