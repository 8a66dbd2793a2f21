import { readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** The branch that is checked out (or the short commit), from `.git/HEAD`, without running git. */
export function readGitBranch(root: string): string | undefined {
  for (let dir = root; ; dir = dirname(dir)) {
    const head = readHead(join(dir, '.git'));
    if (head !== undefined)
      return head.startsWith('ref: ') ? head.slice(5).replace(/^refs\/heads\//, '') : head.slice(0, 8);
    if (dir === dirname(dir)) return undefined;
  }
}

function readHead(git: string): string | undefined {
  try {
    // In a worktree `.git` is a file that names the real folder.
    const folder = statSync(git).isFile()
      ? resolve(
          dirname(git),
          readFileSync(git, 'utf8')
            .replace(/^gitdir: /, '')
            .trim(),
        )
      : git;
    return readFileSync(join(folder, 'HEAD'), 'utf8').trim();
  } catch {
    return undefined;
  }
}
