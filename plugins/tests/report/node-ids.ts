import { existsSync } from 'node:fs';
import { isAbsolute, join, relative, sep } from 'node:path';
import { junitName } from './junit/junit-name.js';
import { withoutIllegal } from './junit/xml-text.js';

/** A test as a JUnit report names it. */
export interface ReportedName {
  readonly classname: string;
  readonly name: string;
  /** Where the report says so. */
  readonly file: string | undefined;
}

/**
 * Finds node ids for the names of JUnit reports: those of tests that are known, else made out of the files of the project, else out of
 * the name alone.
 */
export class NodeIds {
  readonly #root: string;
  readonly #known = new Map<string, string>();
  readonly #files = new Map<string, boolean>();

  /** `root`: the project's folder, absolute. */
  constructor(known: Iterable<string>, root: string) {
    this.#root = root;
    for (const id of known) {
      const { classname, name } = junitName(id);
      this.#known.set(key(withoutIllegal(classname), withoutIllegal(name)), id);
    }
  }

  find({ classname, name, file }: ReportedName): string {
    const known = this.#known.get(key(classname, name));
    if (known !== undefined) return known;
    const path = file === undefined ? undefined : this.#fromRoot(file);
    if (path?.endsWith('.py')) return [path, ...classesAfter(classname, path), name].join('::');
    const parts = classname === '' ? [] : classname.split('.');
    for (let count = parts.length; count > 0; count -= 1) {
      const candidate = `${parts.slice(0, count).join('/')}.py`;
      if (this.#isThere(candidate)) return [candidate, ...parts.slice(count), name].join('::');
    }
    return [...guessed(parts), name].join('::');
  }

  #fromRoot(file: string): string {
    const path = isAbsolute(file) ? relative(this.#root, file) : file;
    return path.replaceAll(sep, '/').replaceAll('\\', '/');
  }

  #isThere(path: string): boolean {
    let isThere = this.#files.get(path);
    if (isThere === undefined) {
      isThere = !path.includes('..') && existsSync(join(this.#root, path));
      this.#files.set(path, isThere);
    }
    return isThere;
  }
}

function key(classname: string, name: string): string {
  return `${classname}\n${name}`;
}

function classesAfter(classname: string, path: string): readonly string[] {
  const module = path.replace(/\.py$/, '').replaceAll('/', '.');
  // Its root may have been another folder.
  const at = classname.split('.');
  const last = module.split('.').at(-1) ?? '';
  const after = classname.startsWith(`${module}.`) ? module.split('.').length : at.lastIndexOf(last) + 1;
  return classname === module || after === 0 ? [] : at.slice(after);
}

/** Of a file that is not there any more: classes begin with a capital, modules of Python do not. */
function guessed(parts: readonly string[]): readonly string[] {
  const first = parts.findIndex((part) => /^[A-Z]/.test(part));
  const modules = first === -1 ? parts : parts.slice(0, first);
  const isPython = modules.some((part) => /^test_|_test$/.test(part));
  // Another language, or another way to name tests: as it stands.
  if (!isPython) return parts.length === 0 ? [] : [parts.join('.')];
  return [`${modules.join('/')}.py`, ...(first === -1 ? [] : parts.slice(first))];
}
