import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { git } from './git.js';

/**
 * Writes the files of a commit to a folder. Through an index of its own: `git archive` leaves out what a project does not
 * put into its releases, often the tests.
 */
export async function exportTree(clone: string, commit: string, folder: string): Promise<void> {
  const scratch = await mkdtemp(join(tmpdir(), 'devmgr-bench-index-'));
  const env = { GIT_INDEX_FILE: join(scratch, 'index') };
  const gitDir = (await git(clone, ['rev-parse', '--absolute-git-dir'])).trim();
  try {
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { recursive: true });
    await git(clone, ['read-tree', commit], env);
    const place = [`--git-dir=${gitDir}`, `--work-tree=${folder}`, '-c', 'core.bare=false'];
    await git(folder, [...place, 'checkout-index', '--all', '--quiet', '--force'], env);
  } finally {
    await rm(scratch, { recursive: true });
  }
}
