import { existsSync } from 'node:fs';
import { realpath } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { DevmgrError, ExitCode } from 'devmgr/plugin-api';

/**
 * Rejects for an env-file that is in the project, or in the repository around it, and that a link takes out of there: a clone may come with a
 * link to a file of the person. What is written with a way outside is the person's to see and to agree to. `path`: absolute, and with a `?`
 * perhaps; what is not there is nobody's business here. `root`: of the project.
 */
export async function requireInside(path: string, root: string): Promise<void> {
  const file = path.replace(/\?$/, '');
  const target = await realpath(file).catch(() => undefined);
  if (target === undefined) return;
  const home = await realpath(repositoryOf(root) ?? root).catch(() => root);
  if (isBelow(target, home)) return;
  for (const folder of foldersOn(file)) {
    // Also by a way around: /proc/self/cwd is the project as well.
    if (isBelow(await realpath(folder), home)) throw leadsOutside(file, target);
  }
}

function foldersOn(file: string): string[] {
  const above = dirname(file);
  return above === file ? [] : [...foldersOn(above), above];
}

function isBelow(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way !== '..' && !way.startsWith(`..${sep}`);
}

function repositoryOf(folder: string): string | undefined {
  if (existsSync(join(folder, '.git'))) return folder;
  const above = dirname(folder);
  return above === folder ? undefined : repositoryOf(above);
}

function leadsOutside(file: string, target: string): DevmgrError {
  return new DevmgrError({
    code: 'PLUGIN_SYSTEM_ENV_FILE',
    message: `The env-file ${file} is not read: it is a link that leads out of the project, to ${target}`,
    hint: `If that is meant, write the file itself: env-file = ${JSON.stringify(target)}`,
    exitCode: ExitCode.config,
  });
}
