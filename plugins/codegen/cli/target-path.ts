import { realpathSync } from 'node:fs';
import { isAbsolute, relative, resolve, sep } from 'node:path';

/**
 * A path as the person wrote it, from the project's root. It begins where the person stands, as every program reads paths; where that is outside
 * the project, at the root. What lies outside comes back absolute: the writer says why it is not written.
 */
export function targetPath(written: string, root: string, standing: string): string {
  const realRoot = real(root);
  const isOutside = within(realRoot, real(standing)) === undefined;
  const full = resolve(isOutside ? realRoot : real(standing), written);
  return within(realRoot, full) ?? within(root, full) ?? full;
}

/** `undefined`: it lies elsewhere. */
function within(root: string, full: string): string | undefined {
  const way = relative(root, full);
  if (way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way)) return undefined;
  return way.split(sep).join('/') || '.';
}

function real(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}
