import { isAbsolute, relative, sep } from 'node:path';

const FOREIGN = /(?:^|\/)(?:site-packages|dist-packages|\.?venv|\.tox)\//;

/** A file of a traceback from the project's root; `undefined` when it is not the project's own code. */
export function ownPath(file: string, root: string): string | undefined {
  const path = isAbsolute(file) ? relative(root, file) : file;
  const isOutside = path === '' || path === '..' || path.startsWith(`..${sep}`) || path.startsWith('<');
  return isOutside || FOREIGN.test(path) ? undefined : path;
}
