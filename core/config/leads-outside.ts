import { existsSync } from 'node:fs';
import { realpath } from 'node:fs/promises';
import { dirname, isAbsolute, join, relative, sep } from 'node:path';

/**
 * Where `file` really is, when a link takes it out of its folder and of the repository around that: a project that was cloned
 * may come with a link to a file of the person. `undefined` when it stays inside. Rejects when there is no such file.
 */
export async function leadsOutside(file: string): Promise<string | undefined> {
  const [target, folder] = await Promise.all([realpath(file), realpath(dirname(file))]);
  const way = relative(repositoryOf(folder) ?? folder, target);
  return way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way) ? target : undefined;
}

function repositoryOf(folder: string): string | undefined {
  if (existsSync(join(folder, '.git'))) return folder;
  const above = dirname(folder);
  return above === folder ? undefined : repositoryOf(above);
}
