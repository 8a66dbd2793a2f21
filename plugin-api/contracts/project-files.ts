import { defineService } from '../services.js';
import type { SkipReason } from './code-index.js';

/** A file of the project. */
export interface ProjectFile {
  /** From the project's root, with `/`. */
  readonly path: string;
  readonly size: number;
  /** Why its content is of no use as text, or must not be read (`secret`). What is skipped is there all the same. */
  readonly skipped?: SkipReason | undefined;
}

/** The files that belong to the project: what git tracks or would track; without git what no `.gitignore` names. */
export interface ProjectFiles {
  /**
   * By path. Folders that are skipped as a whole (vendored ones) are left out. What it gave last is remembered while nothing
   * changed. Rejects with a `DevmgrError` when the root cannot be read, with the signal's reason when aborted.
   */
  list(options: { readonly signal: AbortSignal }): Promise<readonly ProjectFile[]>;
  /** Whether a path is one of a file that commonly holds secrets: it is never sent to anybody. */
  isSecret(path: string): boolean;
}

/** Provided by the chat plugin, whose code index is made of these files. */
export const ProjectFiles = defineService<ProjectFiles>('chat.project-files');
