import { join } from 'node:path';
import { program } from '../config/program.js';

/** What the person is told when files of the running program were replaced. */
export const replacedProgram = {
  message: 'devmgr was updated while it was running',
  hint: 'Quit and start it again: parts that were not loaded yet are gone.',
} as const;

/** Whether something failed because a part of the program is not where it was when the program started. */
export function isReplaced(error: unknown, folder = join(program.root, 'dist')): boolean {
  if (!(error instanceof Error) || (error as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') return false;
  // Only parts of its own: packages that are missing are another trouble.
  return /^Cannot find module '([^']+)'/.exec(error.message)?.[1]?.startsWith(folder) === true;
}
