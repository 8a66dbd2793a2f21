import type { KnownTest } from '../../book/known-test.js';

/** As pytest finds them where nothing else is said. */
const usual = /(?:^|\/)(?:test_[^/]*|[^/]*_test)\.py$/;

interface TestFile {
  /** As it is in node ids, which may begin in another folder than the project. */
  readonly id: string;
  readonly count: number;
}

/** The files that hold tests, of one moment. */
export class TestFiles {
  readonly #files = new Map<string, TestFile>();
  readonly #byId = new Map<string, string>();
  readonly #exists: (file: string) => boolean;
  readonly #tests: ReadonlySet<string> | undefined;
  #names: ReadonlyMap<string, readonly string[]> | undefined;

  /**
   * `exists`: whether there is a file of that path, from the project's root. `isComplete`: the tests are all that there are, and as the files are now.
   */
  constructor(tests: readonly KnownTest[], exists: (file: string) => boolean, isComplete: boolean) {
    this.#exists = exists;
    this.#tests = isComplete ? new Set(tests.map(({ id }) => id)) : undefined;
    for (const { id, file } of tests) {
      const known = this.#files.get(file);
      const fileId = known?.id ?? fileOfId(id);
      this.#files.set(file, { id: fileId, count: (known?.count ?? 0) + 1 });
      if (!known) this.#byId.set(fileId, file);
    }
  }

  /** Whether any test is known. */
  get hasSome(): boolean {
    return this.#files.size > 0;
  }

  /** What is called as a test is one, though nobody has collected it yet. */
  isTestFile(file: string): boolean {
    return this.#exists(file) && (this.#files.has(file) || usual.test(file));
  }

  /** The node id that stands for a file. */
  idOf(file: string): string {
    return this.#files.get(file)?.id ?? file;
  }

  /** The file of a node id, from the project's root. */
  fileOf(id: string): string {
    const file = fileOfId(id);
    return this.#byId.get(file) ?? file;
  }

  /**
   * The files of a context of coverage: a node id, or the module and name of a function as coverage's own mode `test_function` has it, whose module
   * may be that of several files.
   */
  filesOfContext(context: string): readonly string[] {
    if (context.includes('::')) return [this.fileOf(context)];
    const parts = context.split('.');
    for (let length = parts.length - 1; length > 0; length--) {
      const path = `${parts.slice(0, length).join('/')}.py`;
      const found = (this.#byName().get(`${parts[length - 1]}.py`) ?? []).filter((file) =>
        `/${file}`.endsWith(`/${path}`),
      );
      if (found.length > 0) return found;
    }
    return [];
  }

  /** Whether a test may still be there, or a file when it is the id of one. */
  mayExist(id: string): boolean {
    if (!this.#exists(this.fileOf(id))) return false;
    return this.#tests === undefined || this.#tests.has(id) || !id.includes('::');
  }

  /** `path`: a file or a node id. */
  isInScope(path: string, scope: readonly string[]): boolean {
    const file = this.fileOf(path);
    return scope.length === 0 || scope.some((each) => isBelow(file, fileOfId(each).replace(/^\.\/|\/$/g, '')));
  }

  /** How many tests these files have, as far as is known; `undefined`: all files. */
  count(files: readonly string[] | undefined, scope: readonly string[]): number {
    const wanted = files ?? [...this.#files.keys()].filter((file) => this.isInScope(file, scope));
    return wanted.reduce((sum, file) => sum + (this.#files.get(file)?.count ?? 1), 0);
  }

  /** Files by their names without the folder. */
  #byName(): ReadonlyMap<string, readonly string[]> {
    if (this.#names) return this.#names;
    const names = new Map<string, string[]>();
    for (const file of this.#files.keys()) {
      const name = file.slice(file.lastIndexOf('/') + 1);
      names.set(name, [...(names.get(name) ?? []), file]);
    }
    this.#names = names;
    return names;
  }

  areAll(files: readonly string[], scope: readonly string[]): boolean {
    const found = new Set(files);
    return [...this.#files.keys()].every((file) => found.has(file) || !this.isInScope(file, scope));
  }
}

function fileOfId(id: string): string {
  return id.split('::', 1)[0] ?? id;
}

function isBelow(file: string, path: string): boolean {
  return path === '' || path === '.' || file === path || file.startsWith(`${path}/`);
}
