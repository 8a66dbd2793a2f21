import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';
import { ignorePattern, type IgnorePattern } from './ignore-pattern.js';

/** Never of interest, whatever git says. */
const CLOSED = new Set([
  ...['node_modules', '.git', '.hg', '.svn', '__pycache__', '.venv', 'venv', 'site-packages', '.tox', '.nox', '.eggs'],
  ...['.mypy_cache', '.pytest_cache', '.ruff_cache', '.hypothesis', '.cache', '.idea', '.vscode', '.ipynb_checkpoints'],
  ...['htmlcov', '.devmgr', '.pytype', '.direnv'],
]);

/** Python, what it reads from beside it, and texts that may hold doctests. */
const SOURCES =
  /\.(?:pyi?|html?|jinja2?|j2|mako|tmpl|toml|ini|cfg|ya?ml|jsonl?|json5|sql|graphql|proto|csv|tsv|txt|xml|rst|md)$|(?:^|\/)\.env(?:\.[^/]*)?$/;
/** What editors leave beside a file while they save it, and reports that runs of tests write. */
const LEFT = /~$|\.sw[a-z]$|\.tmp$|^4913$|^#.*#$|^\.#|___jb_\w+___$|^(?:coverage|junit|report)[^/]*\.(?:xml|json)$/;

/** Says which folders of a project are looked into and which files count. It remembers `.gitignore` files until it is told to forget one. */
export class SourceFilter {
  readonly #root: string;
  readonly #ignored: readonly IgnorePattern[];
  readonly #rules = new Map<string, readonly IgnorePattern[]>();

  /** `ignored`: lines as in `.gitignore`. */
  constructor(root: string, ignored: readonly string[]) {
    this.#root = root;
    this.#ignored = patterns(ignored);
  }

  /** Whether a folder is looked into, when those around it are. Absolute. */
  isOpen(folder: string): boolean {
    if (folder === this.#root) return true;
    const name = basename(folder);
    if (CLOSED.has(name) || name.endsWith('.egg-info') || this.#isIgnored(folder, true)) return false;
    return !existsSync(join(folder, 'pyvenv.cfg'));
  }

  /** Whether a change of this file counts, when its folder is open. Absolute. */
  isSource(file: string): boolean {
    return SOURCES.test(file) && !LEFT.test(basename(file)) && !this.#isIgnored(file, false);
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
    const own = this.#ignored.findLast((pattern) => pattern.matches(from(this.#root, path), isFolder));
    return own ? !own.isNegated : isIgnored;
  }

  /** The folders around a path, from the project's root down. */
  #above(path: string): string[] {
    const found: string[] = [];
    for (let folder = dirname(path); isWithin(folder, this.#root); folder = dirname(folder)) found.unshift(folder);
    return found;
  }

  #rulesOf(folder: string): readonly IgnorePattern[] {
    const known = this.#rules.get(folder);
    if (known) return known;
    const files = [join(folder, '.git', 'info', 'exclude'), join(folder, '.gitignore')];
    const rules = patterns(files.flatMap(linesOf));
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
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

function from(folder: string, path: string): string {
  return relative(folder, path).replaceAll(sep, '/');
}
