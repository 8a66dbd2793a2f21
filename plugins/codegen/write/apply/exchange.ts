import { errorCode, type Disk } from '../disk.js';
import { markOf, readState } from '../file/file-state.js';
import { OpenFolder } from '../place/open-folder.js';
import { namesBeside, type Step } from './step.js';
import { unlinkIfThere } from './unlink-if-there.js';
import { writeDraft } from './write-draft.js';

/** What disks say that have no hard links, or have enough of them. */
const noLinks = ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK'];

/** A file is not as it was read. */
export class ChangedMeanwhile extends Error {}

/** Exchanges one file, in steps that can be taken back: `prepare`, `exchange`, then `settle` or `takeBack`. */
export class Exchange {
  readonly #disk: Disk;
  readonly #step: Step;
  readonly #draft: string;
  readonly #old: string;
  #folder: OpenFolder | undefined;
  /** The old content lies beside. */
  #hasOld = false;
  #isDone = false;

  constructor(disk: Disk, step: Step, token: string, at: number) {
    this.#disk = disk;
    this.#step = step;
    ({ draft: this.#draft, old: this.#old } = namesBeside(token, at));
  }

  /** From the root. */
  get path(): string {
    return this.#step.place.path;
  }

  /** Puts the new content beside the file. */
  async prepare(): Promise<void> {
    const { place, before, after } = this.#step;
    this.#folder = await OpenFolder.of(this.#disk, place);
    if (after) await writeDraft(this.#disk, this.#folder.at(this.#draft), { ...after, like: before });
  }

  /** Rejects with `ChangedMeanwhile` when the file is not as it was. */
  async exchange(): Promise<void> {
    const { before, after, place } = this.#step;
    const mark = (await readState(this.#disk, this.#open, place.name))?.mark;
    if (mark !== before?.mark) throw new ChangedMeanwhile(place.path);
    if (!before) await this.#create();
    else if (after) await this.#replace();
    else await this.#remove();
  }

  async sync(): Promise<void> {
    await this.#open.sync();
  }

  /** All files are exchanged: what lies beside goes. */
  async settle(): Promise<void> {
    await this.#clear();
  }

  /** As it was, whatever has been done of it. */
  async takeBack(): Promise<void> {
    if (!this.#folder) return;
    if (this.#isDone) await this.#restore();
    await this.#clear();
    await this.#open.sync();
  }

  async close(): Promise<void> {
    await this.#folder?.close();
    this.#folder = undefined;
  }

  get #open(): OpenFolder {
    if (!this.#folder) throw new Error('The folder is not open');
    return this.#folder;
  }

  get #file(): string {
    return this.#open.at(this.#step.place.name);
  }

  /** Linking does not replace what somebody else made meanwhile. */
  async #create(): Promise<void> {
    try {
      await this.#disk.link(this.#open.at(this.#draft), this.#file);
    } catch (error) {
      if (errorCode(error) === 'EEXIST') throw new ChangedMeanwhile(this.#step.place.path);
      if (!noLinks.includes(errorCode(error) ?? '')) throw error;
      await this.#disk.rename(this.#open.at(this.#draft), this.#file);
    }
    this.#isDone = true;
  }

  async #replace(): Promise<void> {
    try {
      await this.#disk.link(this.#file, this.#open.at(this.#old));
      this.#hasOld = true;
    } catch (error) {
      if (!noLinks.includes(errorCode(error) ?? '')) throw error;
    }
    if (this.#hasOld) await this.#assertOldUnchanged();
    await this.#disk.rename(this.#open.at(this.#draft), this.#file);
    this.#isDone = true;
    // Somebody may have written into the old file until the moment in which it was replaced.
    if (this.#hasOld) await this.#assertOldUnchanged();
  }

  async #remove(): Promise<void> {
    await this.#disk.rename(this.#file, this.#open.at(this.#old));
    this.#hasOld = true;
    this.#isDone = true;
    await this.#assertOldUnchanged();
  }

  async #assertOldUnchanged(): Promise<void> {
    const stat = await this.#disk.lstat(this.#open.at(this.#old), { bigint: true });
    if (markOf(stat) !== this.#step.before?.mark) throw new ChangedMeanwhile(this.#step.place.path);
  }

  async #restore(): Promise<void> {
    const { before } = this.#step;
    if (!before) await unlinkIfThere(this.#disk, this.#file);
    else if (this.#hasOld) await this.#disk.rename(this.#open.at(this.#old), this.#file);
    else {
      await unlinkIfThere(this.#disk, this.#open.at(this.#draft));
      await writeDraft(this.#disk, this.#open.at(this.#draft), { ...before, like: before });
      await this.#disk.rename(this.#open.at(this.#draft), this.#file);
    }
    this.#isDone = false;
  }

  async #clear(): Promise<void> {
    await unlinkIfThere(this.#disk, this.#open.at(this.#draft));
    await unlinkIfThere(this.#disk, this.#open.at(this.#old));
  }
}
