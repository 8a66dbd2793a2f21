import { join, relative, sep } from 'node:path';

/** The person's settings file as hints name it: `~/.devmgr/config.toml`, or where DEVMGR_HOME puts it. */
export function configFile(globalDir: string, env: Readonly<Record<string, string>>): string {
  const file = join(globalDir, 'config.toml');
  const home = env['HOME'];
  if (home === undefined || home === sep) return file;
  const below = relative(home, file);
  return below.startsWith('..') ? file : join('~', below);
}
