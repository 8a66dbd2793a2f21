import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';
import type { WatchSpec } from '../definition/server-definition.js';
import { ignorePattern, type IgnorePattern } from './ignore-pattern.js';

/** Never of interest, whatever git says. */
const CLOSED = new Set([
  ...['node_modules', '.git', '.hg', '.svn', '__pycache__', '.venv', 'venv', 'site-packages', '.tox', '.nox', '.eggs'],
  ...['.mypy_cache', '.pytest_cache', '.ruff_cache', '.hypothesis', '.cache', '.idea', '.vscode', '.ipynb_checkpoints'],
]);

/** Python, templates, and settings that an application reads at its start. Not JSON: applications write that themselves. */
const SOURCES = /\.(?:py|pyi|html|jinja2?|j2|mako|toml|ini|cfg|ya?ml)$|(?:^|\/)\.env(?:\.[^/]*)?$/;
/** What editors leave beside a file while they save it. */
const LEFT_BY_EDITORS = /(?:~|\.sw[a-z]|\.tmp|^4913|^#.*#|^\.#.*|___jb_\w+___)$/;

/** Says which folders are looked into and which files count. It remembers `.gitignore` files until it is told to forget one. */
export class SourceFilter {
  readonly #root: string;
  readonly #base: string;
  readonly #folders: readonly string[];
  readonly #include: readonly IgnorePattern[];
  readonly #exclude: readonly IgnorePattern[];
  readonly #rules = new Map<string, readonly IgnorePattern[]>();

  constructor(spec: WatchSpec, root: string) {
    this.#root = root;
    this.#folders = spec.folders;
    this.#base = spec.folders[0] ?? root;
    this.#include = patterns(spec.include);
    this.#exclude = patterns(spec.exclude);
  }

  /** Whether a folder is looked into, when those around it are. Absolute. */
  isOpen(folder: string): boolean {
    if (this.#folders.includes(folder)) return true;
    const isEnvironment = () => existsSync(join(folder, 'pyvenv.cfg'));
    return !CLOSED.has(basename(folder)) && !this.#isIgnored(folder, true) && !isEnvironment();
  }

  /** Whether a change of this file counts, when its folder is open. Absolute. */
  isSource(file: string): boolean {
    const path = from(this.#base, file);
    if (LEFT_BY_EDITORS.test(basename(file))) return false;
    const counts =
      this.#include.length > 0 ? this.#include.some((each) => each.matches(path, false)) : SOURCES.test(path);
    return counts && !this.#isIgnored(file, false);
  }

  /** The `.gitignore` of this folder is read again when it is needed. */
  forget(folder: string): void {
    this.#rules.delete(folder);
  }

  /** As in git the last pattern that matches decides, and deeper files come later. */
  #isIgnored(path: string, isFolder: boolean): boolean {
    let isIgnored = false;
    for (const folder of this.#above(path)) {
      const inner = from(folder, path);
      const last = this.#rulesOf(folder).findLast((pattern) => pattern.matches(inner, isFolder));
      if (last) isIgnored = !last.isNegated;
    }
    const own = from(this.#base, path);
    return isIgnored || this.#exclude.some((pattern) => pattern.matches(own, isFolder));
  }

  /** The folders around a path, from the project's root (or from the watched folder, when it is elsewhere) down. */
  #above(path: string): string[] {
    const top = isWithin(path, this.#root) ? this.#root : this.#folders.find((folder) => isWithin(path, folder));
    const found: string[] = [];
    if (top === undefined) return found;
    for (let folder = dirname(path); isWithin(folder, top) || folder === top; folder = dirname(folder)) {
      found.unshift(folder);
      if (folder === top) break;
    }
    return found;
  }

  #rulesOf(folder: string): readonly IgnorePattern[] {
    const known = this.#rules.get(folder);
    if (known) return known;
    const rules = patterns([
      ...linesOf(join(folder, '.git', 'info', 'exclude')),
      ...linesOf(join(folder, '.gitignore')),
    ]);
    this.#rules.set(folder, rules);
    return rules;
  }
}

function patterns(lines: readonly string[]): IgnorePattern[] {
  return lines.flatMap((line) => ignorePattern(line) ?? []);
}

function linesOf(file: string): string[] {
  try {
    return readFileSync(file, 'utf8').split('\n');
  } catch {
    return [];
  }
}

function isWithin(path: string, folder: string): boolean {
  return path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

function from(folder: string, path: string): string {
  return relative(folder, path).replaceAll(sep, '/');
}
