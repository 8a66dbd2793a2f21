import { readFileSync } from 'node:fs';
import { spawnIdVariable } from './child-env.js';

/** Whether both processes came from the same start by a devmgr: daemons too, which have left its tree (Linux). */
export function isSameSpawn(pid: number, other: number): boolean {
  const id = spawnIdOf(pid);
  return id !== undefined && id === spawnIdOf(other);
}

/** From the environment at its start, as far as it is readable (the same user's). */
function spawnIdOf(pid: number): string | undefined {
  try {
    const variables = readFileSync(`/proc/${pid}/environ`, 'latin1').split('\0');
    return variables.find((variable) => variable.startsWith(`${spawnIdVariable}=`));
  } catch {
    return undefined;
  }
}
