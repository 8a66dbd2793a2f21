import type { UndoChoice } from 'devmgr/plugin-api/contracts/project-writer';
import type { SaveDoubts } from './save-doubts.js';

/** What is done with a file that somebody changed meanwhile: nothing, written over, or both changes brought together. */
export type ConflictChoice = 'theirs' | 'mine' | 'merge';

/** What a person is asked before code is written. Every answer that is not given means: do not write. */
export interface SaveQuestions {
  /** `reason`: `.env holds secrets`. */
  writeProtected(path: string, reason: string): Promise<boolean>;
  writeDoubtful(doubts: SaveDoubts): Promise<boolean>;
  /** `exists`: the file is still there. */
  chooseConflict(path: string, exists: boolean): Promise<ConflictChoice | undefined>;
  /** A file of the save that is taken back changed since. */
  chooseUndo(file: { path: string; exists: boolean; isMergeable: boolean }): Promise<UndoChoice | undefined>;
}
