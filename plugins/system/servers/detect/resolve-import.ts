import { dirname, join } from 'node:path';
import type { ModuleImport } from './read-imports.js';

/** The files, absolute, that an import in `path` (relative to the root) may mean, the likeliest first. */
export function resolveImport(root: string, path: string, found: ModuleImport): string[] {
  const here = dirname(join(root, path));
  const bases = found.level > 0 ? [up(here, found.level - 1)] : [root, join(root, 'src'), here, dirname(here)];
  const segments = found.module.split('.').filter((segment) => segment !== '');
  return bases.flatMap((base) => {
    const target = join(base, ...segments);
    // `from package import module`: what is imported may be a file itself.
    const named = found.name === undefined ? [] : [join(target, `${found.name}.py`)];
    const package_ = join(target, '__init__.py');
    return segments.length > 0 ? [...named, `${target}.py`, package_] : [...named, package_];
  });
}

function up(folder: string, levels: number): string {
  return levels === 0 ? folder : up(dirname(folder), levels - 1);
}
