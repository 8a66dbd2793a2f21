import { statSync, type Stats } from 'node:fs';
import { resolve } from 'node:path';
import { DevmgrError, type ProcessOptions } from 'devmgr/plugin-api';

/** Why the working directory cannot be used; the system reports a missing one as a missing command. */
export function cwdFailure(cwd: string | undefined): DevmgrError | undefined {
  if (cwd === undefined) return undefined;
  const stats = statsOf(cwd);
  if (stats?.isDirectory()) return undefined;
  return new DevmgrError({
    code: 'DEVMGR_PROCESS_FAILED',
    message: stats
      ? `The working directory is not a directory: ${cwd}`
      : `The working directory does not exist: ${cwd}`,
    hint: 'Create the directory or choose another one.',
  });
}

/** Why the two ways to feed a process cannot be used at once. */
export function inputFailure(options: ProcessOptions): DevmgrError | undefined {
  if (options.input === undefined || !options.keepInput) return undefined;
  return failure(
    `${options.title}: \`input\` and \`keepInput\` exclude each other`,
    'Keep stdin open and write the input.',
    undefined,
  );
}

/** Names what kept a command from starting, from the system's error. */
export function startFailure(options: ProcessOptions, cause: NodeJS.ErrnoException): DevmgrError {
  const { command } = options;
  const isPath = command.includes('/');
  if (cause.code === 'ENOENT') {
    if (isPath && statsOf(resolve(options.cwd ?? '', command))) {
      return failure(`The interpreter in the first line of ${command} does not exist`, 'Correct the #! line.', cause);
    }
    const message = isPath ? `The command does not exist: ${command}` : `The command was not found on PATH: ${command}`;
    const hint = 'Install it or check the path.';
    return new DevmgrError({ code: 'DEVMGR_PROCESS_NOT_FOUND', message, hint, cause });
  }
  if (cause.code === 'EACCES') {
    return failure(`The command is not executable: ${command}`, 'Check its permissions: chmod +x.', cause);
  }
  return failure(`The command could not be started: ${command}: ${cause.message}`, undefined, cause);
}

function statsOf(path: string): Stats | undefined {
  try {
    return statSync(path);
  } catch {
    // Missing, below a file, or in a directory that may not be entered.
    return undefined;
  }
}

function failure(message: string, hint: string | undefined, cause: Error | undefined): DevmgrError {
  return new DevmgrError({ code: 'DEVMGR_PROCESS_FAILED', message, hint, cause });
}
