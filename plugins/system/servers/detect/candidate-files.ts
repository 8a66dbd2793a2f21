import type { Dirent } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';

/** Where the `fastapi` command looks, in its order (fastapi_cli/discover.py). */
export const FASTAPI_PATHS = ['main.py', 'app.py', 'api.py', 'app/main.py', 'app/app.py', 'app/api.py'] as const;

const FILE_NAMES = ['main.py', 'app.py', 'api.py', 'asgi.py', 'server.py', 'application.py', '__init__.py'];
const SKIPPED =
  /^(?:\..*|__.*__|node_modules|site-packages|tests?|docs?|docs_src|examples?|build|dist|migrations|alembic|venv|env)$/;
const MAX_DEPTH = 4;
const MAX_FOLDERS = 1_000;

/**
 * Files that may hold an application, relative to the root, the likeliest first: where the `fastapi` command looks,
 * the same under `src/`, then files with such names up to four folders down. Virtual environments, tests and
 * examples are left out.
 */
export async function candidateFiles(root: string): Promise<string[]> {
  const walked = await walk(root);
  const known = [...FASTAPI_PATHS, ...FASTAPI_PATHS.map((path) => `src/${path}`)].filter((path) =>
    walked.includes(path),
  );
  return [...new Set([...known, ...walked])];
}

async function walk(root: string): Promise<string[]> {
  const found: string[] = [];
  let level = [root];
  let folders = 0;
  for (let depth = 0; depth <= MAX_DEPTH && level.length > 0; depth += 1) {
    const next: string[] = [];
    for (const folder of level.slice(0, MAX_FOLDERS - folders)) {
      const entries = await readdir(folder, { withFileTypes: true }).catch((): Dirent[] => []);
      // A virtual environment may have any name.
      if (entries.some((entry) => entry.name === 'pyvenv.cfg')) continue;
      for (const name of FILE_NAMES) {
        if (entries.some((entry) => entry.name === name && !entry.isDirectory()))
          found.push(relative(root, join(folder, name)));
      }
      next.push(...subfolders(folder, entries));
    }
    folders += level.length;
    level = next;
  }
  return found.map((path) => path.split(sep).join('/'));
}

function subfolders(folder: string, entries: readonly Dirent[]): string[] {
  return entries
    .filter((entry) => entry.isDirectory() && !SKIPPED.test(entry.name))
    .map((entry) => join(folder, entry.name))
    .sort();
}
