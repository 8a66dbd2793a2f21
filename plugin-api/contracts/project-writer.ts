import { DevmgrError } from '../errors.js';
import type { Event } from '../event.js';
import { defineService } from '../services.js';

/** `latin1`: what is no valid UTF-8; every byte is a character of its own, so that nothing is lost. */
export type FileEncoding = 'utf8' | 'utf8-bom' | 'utf16le' | 'utf16be' | 'latin1';

/** A file of the project as it is now, or that there is none. */
export interface FileSnapshot {
  /** From the project's root, with `/`, without `.` and `..`. */
  readonly path: string;
  /** With `\n` and without a byte order mark, whatever is on the disk; `undefined`: there is no file. */
  readonly text: string | undefined;
  /** Of its bytes; `undefined`: there is no file. Equal only for the same content. */
  readonly version: string | undefined;
  readonly encoding: FileEncoding;
  /** The most frequent one; that of the project's other files where there is no file. */
  readonly newline: '\n' | '\r\n' | '\r';
  /** Why a person is asked before it is written: `.env holds secrets`. `undefined`: it may be written. */
  readonly protection: string | undefined;
}

/** A file as it shall be. */
export interface PlannedWrite {
  readonly path: string;
  /** With `\n`. Written in the file's own encoding, newline style and mode. */
  readonly text: string;
  /** `FileSnapshot.version` of what the person saw: when it is another now, nothing is written. */
  readonly base: string | undefined;
}

export interface WriteOptions {
  /** What was done, in one line for the history: `Generated app/routers/refunds.py`. */
  readonly title: string;
  /** Paths of protected files that the person has agreed to. */
  readonly allowed?: readonly string[];
}

export interface SavedFile {
  readonly path: string;
  readonly isNew: boolean;
  /** Lines that came and went. */
  readonly added: number;
  readonly removed: number;
}

/** What was written in one step, and can be taken back in one. */
export interface SavedChange {
  readonly id: string;
  readonly title: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly files: readonly SavedFile[];
  /** It was taken back at this time. */
  readonly undoneAt: number | undefined;
}

/**
 * What is done with a file that changed after the save that is taken back. `merge`: what the save did goes, what came since stays, where the
 * two do not touch. `skip`: it stays as it is. `overwrite`: it becomes what it was before the save.
 */
export type UndoChoice = 'merge' | 'skip' | 'overwrite';

export interface UndoOptions {
  /** Of files that changed since, as they are in `WriteConflictError.conflicts`. `base`: the version that was looked at. */
  readonly changed?: readonly {
    readonly path: string;
    readonly base: string | undefined;
    readonly choice: UndoChoice;
  }[];
}

/**
 * Writes the person's files: only inside the project, whole or not at all, never over what came meanwhile, and with a history
 * that takes every save back byte for byte.
 */
export interface ProjectWriter {
  /**
   * What would be written over. `path` from the root, or absolute inside it. Rejects with a `DevmgrError` for what is outside the
   * project (also through a link), a folder, a device, what belongs to git, and what cannot be read.
   */
  read(path: string): Promise<FileSnapshot>;
  /**
   * All of the files or none. Rejects with a `WriteConflictError` when one changed since it was read, and with a `DevmgrError` for what `read`
   * refuses, two files with one path, a protected file, a full disk, a folder that may not be written.
   */
  write(files: readonly PlannedWrite[], options: WriteOptions): Promise<SavedChange>;
  /**
   * Takes a change back, the last one that stands when no id is given. Files that are already as they were before it stay. Rejects with a
   * `WriteConflictError`, with nothing written, when a file changed since and `options` do not say what is done with it.
   */
  undo(id?: string, options?: UndoOptions): Promise<SavedChange>;
  /** Newest first. */
  changes(): Promise<readonly SavedChange[]>;
  /** After a write and after an undo. */
  readonly onDidChange: Event<SavedChange>;
}

/** Provided by the codegen plugin. */
export const ProjectWriter = defineService<ProjectWriter>('codegen.writer');

/** Files are not as they were when the person saw them: nothing was written. The code of this error is `DEVMGR_WRITE_CONFLICT`. */
export interface WriteConflictError extends DevmgrError {
  /** As they are now. */
  readonly conflicts: readonly FileSnapshot[];
  /** When a change is taken back: paths of those that can be merged. */
  readonly mergeable?: readonly string[] | undefined;
}

/** Whether an error is one, also when it was made by another copy of this package. */
export const isWriteConflict = (error: unknown): error is WriteConflictError =>
  DevmgrError.isInstance(error) && error.code === 'DEVMGR_WRITE_CONFLICT';
