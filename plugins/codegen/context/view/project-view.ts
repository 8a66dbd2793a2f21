import type { CodeIndex } from 'devmgr/plugin-api/contracts/code-index';
import type { GatherRequest } from '../gathered-context.js';

/** The part of the code index that sources ask. */
export type SearchedIndex = Pick<CodeIndex, 'search' | 'imports'>;

/** What a source sees of the project. Paths are from its root, with `/`. */
export interface ProjectView extends GatherRequest {
  /** Of the project, absolute, as the person knows it. */
  readonly root: string;
  /** Files with text that may be shown, by path; the target is not among them. */
  readonly paths: readonly string[];
  has(path: string): boolean;
  /**
   * With `\n` and without a byte order mark; `undefined` for what is not listed, too large, no text or gone. Each file is read once.
   */
  read(path: string): Promise<string | undefined>;
  /** `undefined`: it cannot be asked, and a note says why. */
  readonly index: SearchedIndex | undefined;
  /** Something that the person should know; each is said once. */
  note(message: string): void;
}
