import type { CatalogTest, CollectProblem } from '../book/catalog-test.js';

/** Where pytest looks for tests, as it said. */
export interface CollectRules {
  /** Absolute; node ids are relative to it. */
  readonly rootdir: string;
  readonly inifile: string | undefined;
  /** Patterns of names: `test_*.py`. */
  readonly pythonFiles: readonly string[];
  readonly testpaths: readonly string[];
}

/** A file with tests as it was when they were collected. */
export interface FileVersion {
  /** Time of the last change and size, see `scanFiles`. */
  readonly stamp: string;
  /** Of its content. */
  readonly hash: string;
}

/** What one collection, or several of single files, have found out. Immutable. */
export interface CollectedProject {
  /** In pytest's order. */
  readonly tests: readonly CatalogTest[];
  readonly problems: readonly CollectProblem[];
  /** Files with tests or problems. One that changed meanwhile is missing. */
  readonly files: ReadonlyMap<string, FileVersion>;
  /** `undefined`: it is known from a run. */
  readonly rules: CollectRules | undefined;
  /** Of everything that decides what is collected beside the files with tests: settings of pytest, conftests, interpreter. */
  readonly settings: string;
  /** Of the Python files without tests, whose values tests may be made of. */
  readonly sources: string;
  readonly collectedAt: number;
}

export const nothingCollected: CollectedProject = {
  tests: [],
  problems: [],
  files: new Map(),
  rules: undefined,
  settings: '',
  sources: '',
  collectedAt: 0,
};
