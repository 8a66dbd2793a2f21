import { execFile } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Standard output of a short system tool (`ps`, `lsof`); `undefined` when it is missing, fails, or takes 5 s. */
export function runTool(command: string, args: readonly string[]): Promise<string | undefined> {
  const options = { timeout: 5_000, maxBuffer: 32 * 1024 * 1024, env: { ...process.env, LC_ALL: 'C', TZ: 'UTC' } };
  return new Promise((resolve) => {
    execFile(command, [...args], options, (error, stdout) => resolve(error ? undefined : stdout));
  });
}

/** Whether a command is on devmgr's own PATH. */
export function isOnPath(command: string): boolean {
  return (process.env.PATH ?? '').split(delimiter).some((dir) => {
    try {
      accessSync(join(dir, command), constants.X_OK);
      return dir !== '';
    } catch {
      return false;
    }
  });
}
