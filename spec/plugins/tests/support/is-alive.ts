import { execFileSync } from 'node:child_process';

/** A zombie, which nobody has waited for in this container, is gone all the same. */
export const isAlive = (pid: number) => {
  try {
    const state = execFileSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' });
    return !state.startsWith('Z');
  } catch {
    return false;
  }
};
