import { realpath } from 'node:fs/promises';
import { isAbsolute, relative, sep } from 'node:path';
import { runGit, type GitOptions, type GitOutput } from './run-git.js';

/**
 * Whether git speaks of the folder that it is asked in: `core.worktree` may have it list the files of any other one, as if
 * they were here. `undefined`: it does; otherwise why not.
 */
export async function asksElsewhere(options: GitOptions): Promise<Exclude<GitOutput, { kind: 'lines' }> | undefined> {
  const output = await runGit(['rev-parse', '--show-toplevel'], options);
  if (output.kind !== 'lines') return output;
  const top = output.lines.join('\n');
  if (await isAt(top, options.cwd)) return undefined;
  return { kind: 'failed', reason: `the files of this repository lie in ${top}` };
}

/** Whether a folder is another one or lies in it. */
async function isAt(top: string, folder: string): Promise<boolean> {
  try {
    const way = relative(await realpath(top), await realpath(folder));
    return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
  } catch {
    return false;
  }
}
