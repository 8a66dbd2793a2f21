import type { SkipReason } from 'devmgr/plugin-api/contracts/code-index';
import type { SkippedFile } from '../store/index-store.js';
import type { SkippedRead } from './index-run.js';
import { foldersAbove, type PathScope } from './path-scope.js';
import type { SkippedContent } from './plan-refresh.js';

type Reasons = ReadonlyMap<string, SkipReason>;

/** What is not in the index and why. */
export class SkippedFiles {
  #reasons: Reasons | undefined;
  readonly #contents = new Map<string, SkippedContent>();

  /** Files that were read in vain, by path: they need not be read again as long as they do not change. */
  get contents(): ReadonlyMap<string, SkippedContent> {
    return this.#contents;
  }

  all(): readonly SkippedFile[] {
    return [...(this.#reasons ?? [])].map(([path, reason]) => ({ path, reason }));
  }

  counts(): Partial<Record<SkipReason, number>> {
    const counts: Partial<Record<SkipReason, number>> = {};
    for (const reason of this.#reasons?.values() ?? []) counts[reason] = (counts[reason] ?? 0) + 1;
    return counts;
  }

  /**
   * Takes in what was found out of a part of the project: `named` by path alone, `read` by content. Whether anything is new
   * by that.
   */
  replace(part: PathScope, named: readonly SkippedFile[], read: readonly SkippedRead[]): boolean {
    const before = this.#reasons;
    const reasons = new Map([...(before ?? [])].filter(([path]) => !part(path)));
    for (const { path, reason } of [...named, ...read.map(({ file, reason }) => ({ path: file.path, reason }))]) {
      // What lies in a folder that is left out as a whole is not told apart.
      if (!foldersAbove(path).some((folder) => reasons.has(`${folder}/`))) reasons.set(path, reason);
    }
    this.#reasons = reasons;
    this.#remember(read);
    return before === undefined || !isEqual(before, this.#reasons);
  }

  #remember(read: readonly SkippedRead[]): void {
    for (const path of this.#contents.keys()) if (!this.#reasons?.has(path)) this.#contents.delete(path);
    for (const { file, reason } of read) {
      const { path, size, mtimeMs } = file;
      // It may become readable without another size or time.
      if (reason === 'unreadable') this.#contents.delete(path);
      else this.#contents.set(path, { size, mtimeMs, reason });
    }
  }
}

function isEqual(before: Reasons, now: Reasons): boolean {
  return before.size === now.size && [...now].every(([path, reason]) => before.get(path) === reason);
}
