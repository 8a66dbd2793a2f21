/** What choosing tests needs to know of a project. */
export interface ChoiceParts {
  /** Paths of the project's files. */
  files(): Promise<readonly string[]>;
  /** Files that import a file; empty where nobody knows. */
  importedBy(path: string): Promise<readonly string[]>;
  /** The text of a file of the project; `undefined` when it cannot be read or is large. */
  read(path: string): Promise<string | undefined>;
  readonly signal: AbortSignal;
}
