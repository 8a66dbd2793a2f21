import { join, relative, sep } from 'node:path';

/** A path as people write it: `~/.devmgr/models`; outside the home folder as it is. */
export function homePath(path: string, env: Readonly<Record<string, string>>): string {
  const home = env['HOME'];
  if (home === undefined || home === sep) return path;
  const below = relative(home, path);
  return below.startsWith('..') ? path : join('~', below);
}
