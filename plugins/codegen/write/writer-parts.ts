import type { Clock, Logger } from 'devmgr/plugin-api';
import type { Disk } from './disk.js';
import type { Roots } from './place/parse-path.js';
import type { ProtectionOf } from './protect/protection-of.js';
import type { SavesFolder } from './saves/saves-folder.js';

/** What all operations of the writer work with. */
export interface WriterParts {
  readonly disk: Disk;
  readonly roots: Roots;
  readonly saves: SavesFolder;
  readonly clock: Clock;
  readonly log: Logger;
  readonly protectionOf: ProtectionOf;
  /** Absolute folders in which devmgr keeps its own things. */
  readonly ownFolders: readonly string[];
}
