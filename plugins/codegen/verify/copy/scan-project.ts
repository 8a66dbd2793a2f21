import type { Dirent } from 'node:fs';
import { lstat, readdir, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, relative, sep } from 'node:path';
import { tooLargeToCopy } from './copy-errors.js';
import { inParallel } from './in-parallel.js';
import type { AskGit } from './ask-git.js';
import { decideDoubts, type DoubtfulFolder } from './decide-doubts.js';
import { doubtOf, isNeverCopied } from './left-out.js';

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
  /** Knows what belongs to the project; without it what looks like a cache or like output is left out. */
  readonly git?: AskGit;
}

/** As many readings at once as the threads of the runtime have use for. */
const most = 16;

/**
 * What tests can need of a project: everything but histories, environments, caches and build output, unless they belong to the project; other
 * things that git ignores, too.
 * Folders come before what is in them. What cannot be read, sockets and pipes, and links to folders elsewhere are not there.
 * Rejects with `PLUGIN_CODEGEN_COPY_TOO_LARGE`, and with the signal's reason.
 */
export async function scanProject(root: string, options: ScanOptions): Promise<readonly TreeEntry[]> {
  const { git, signal } = options;
  const sure = await scanFolders(root, [''], options);
  if (!git || sure.doubtful.length === 0) return sure.found;
  const { copied, without } = await decideDoubts(sure.doubtful, git, signal);
  const rest = await scanFolders(root, copied, { ...options, isOut: (path) => without.has(path), after: sure });
  return [...sure.found, ...rest.found];
}

interface Scanned {
  readonly found: readonly TreeEntry[];
  readonly bytes: number;
  readonly doubtful: readonly DoubtfulFolder[];
}

/** Folders that are named are scanned whatever they are. `after`: what counts for the limits, too. */
async function scanFolders(
  root: string,
  first: readonly string[],
  { after, isOut, ...options }: ScanOptions & { after?: Scanned; isOut?(path: string): boolean },
): Promise<Scanned> {
  const found: TreeEntry[] = [];
  const doubtful: DoubtfulFolder[] = [];
  const named = new Set(first);
  let folders = first;
  let bytes = after?.bytes ?? 0;
  while (folders.length > 0) {
    const next: string[] = [];
    await inParallel(folders, { most, signal: options.signal }, async (folder) => {
      const entries = await readdir(join(root, folder), { withFileTypes: true }).catch(() => []);
      const doubt = named.has(folder) || after ? undefined : doubtOf(basename(folder), entries);
      if (doubt) return void doubtful.push({ path: folder, doubt });
      if (folder !== '') found.push({ kind: 'folder', path: folder });
      for (const entry of entries) {
        const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
        if (entry.isDirectory()) {
          if (!isNeverCopied(entry.name) && !options.without.includes(join(root, path)) && !isOut?.(path))
            next.push(path);
          continue;
        }
        if (isOut?.(path)) continue;
        const told = await describe(root, path, entry);
        if (!told) continue;
        found.push(told);
        bytes += told.kind === 'file' ? told.size : 0;
      }
      if (bytes > options.mostBytes || found.length + (after?.found.length ?? 0) > options.mostFiles)
        throw tooLargeToCopy(options);
    });
    folders = next;
  }
  return { found, bytes, doubtful };
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
