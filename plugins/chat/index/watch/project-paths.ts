import { basename, relative, sep } from 'node:path';
import { isIgnoreFile } from '../walk/path-filter.js';

/** What a path means to whoever follows a project. */
export type PathMeaning =
  | { readonly kind: 'branch' }
  | { readonly kind: 'rules' }
  | { readonly kind: 'root' }
  /** From the root, with `/`. */
  | { readonly kind: 'inside'; readonly path: string }
  | { readonly kind: 'nothing' };

export interface ProjectPathsOptions {
  readonly root: string;
  /** Where git keeps `HEAD`. */
  readonly gitFolder: string | undefined;
  /** Why a path is not for the index; folders end with `/`. */
  readonly filter: (path: string) => unknown;
}

/** Never looked into, whatever the filter says. */
const closedFolders = new Set(['node_modules', '.git', '.hg', '.svn', '.venv', 'venv', '__pycache__']);

/** Absolute paths as the project sees them. */
export class ProjectPaths {
  readonly #options: ProjectPathsOptions;

  constructor(options: ProjectPathsOptions) {
    this.#options = options;
  }

  meaningOf(path: string): PathMeaning {
    const inGit = this.#placeInGit(path);
    if (inGit === 'HEAD') return { kind: 'branch' };
    if (inGit === 'info/exclude') return { kind: 'rules' };
    if (inGit !== undefined) return { kind: 'nothing' };
    const place = this.#placeInRoot(path);
    if (place === '') return { kind: 'root' };
    if (place === undefined) return { kind: 'nothing' };
    return isIgnoreFile(place) ? { kind: 'rules' } : { kind: 'inside', path: place };
  }

  /** Whether changes of the file at a path (from the root) are of interest. */
  isWanted(path: string): boolean {
    return !this.#options.filter(path);
  }

  /** Whether what is in a folder is. Of git's own only what tells of branches and rules. */
  isOpen(folder: string): boolean {
    const inGit = this.#placeInGit(folder);
    if (inGit !== undefined) return inGit === '' || inGit === 'info';
    const place = this.#placeInRoot(folder);
    return place === '' || (!closedFolders.has(basename(folder)) && !this.#options.filter(`${place ?? '..'}/`));
  }

  #placeInGit(path: string): string | undefined {
    const { gitFolder } = this.#options;
    return gitFolder === undefined ? undefined : placeIn(gitFolder, path);
  }

  #placeInRoot(path: string): string | undefined {
    return placeIn(this.#options.root, path);
  }
}

/** With `/`; empty for the folder itself, `undefined` for what is outside. */
function placeIn(folder: string, path: string): string | undefined {
  const place = relative(folder, path).split(sep).join('/');
  return place === '..' || place.startsWith('../') || /^[a-z]:/i.test(place) ? undefined : place;
}
