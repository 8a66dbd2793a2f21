/** A test as pytest has collected it. Immutable. */
export interface CatalogTest {
  /** pytest's node id. */
  readonly id: string;
  /** The file that was collected, from the project's root, with `/`. */
  readonly file: string;
  /** From 1. */
  readonly line: number | undefined;
  readonly markers: readonly string[];
}

/** A file that gives no tests, and why. */
export interface CollectProblem {
  /** From the project's root, with `/`. */
  readonly path: string;
  readonly traceback: string;
}
