import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Runs git on a clone (with or without a work tree), gives what it prints. Nothing in the clone is changed or run. */
export async function git(clone: string, args: readonly string[], env: Record<string, string> = {}): Promise<string> {
  const { stdout } = await run('git', ['-C', clone, '-c', 'core.quotePath=off', ...args], {
    maxBuffer: 1 << 30,
    env: { ...process.env, GIT_OPTIONAL_LOCKS: '0', LC_ALL: 'C', ...env },
  });
  return stdout;
}
