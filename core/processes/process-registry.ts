import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A process group as it is written down for the next devmgr. */
export interface RegisteredProcess {
  readonly pid: number;
  /** As of `Processes.startTime`. */
  readonly startTime: string;
  readonly title: string;
  readonly command: string;
}

/** Content of one registry file: a devmgr and the groups that it runs. */
export interface RegistryFile {
  readonly version: 1;
  readonly pid: number;
  readonly startTime: string;
  readonly processes: readonly RegisteredProcess[];
}

/**
 * The list of this devmgr's live groups in a file, so that a later devmgr can clear what was left.
 *
 * The file's name holds more than the pid: in containers every devmgr may have the same one. Written atomically, one
 * write at a time; without groups there is no file.
 */
export class ProcessRegistry {
  readonly file: string;
  readonly #dir: string;
  readonly #ownStartTime: () => Promise<string | undefined>;
  readonly #report: (error: unknown) => void;
  readonly #live = new Map<number, RegisteredProcess>();
  #writing: Promise<void> | undefined;
  #changed = false;
  #isWritten = false;

  constructor(
    dir: string,
    token: string,
    ownStartTime: () => Promise<string | undefined>,
    report: (error: unknown) => void,
  ) {
    this.#dir = dir;
    this.file = join(dir, `${process.pid}-${token}.json`);
    this.#ownStartTime = ownStartTime;
    this.#report = report;
  }

  add(entry: RegisteredProcess): void {
    this.#live.set(entry.pid, entry);
    this.#save();
  }

  remove(pid: number): void {
    if (this.#live.delete(pid)) this.#save();
  }

  /** Resolves when the file tells the present state. */
  async settled(): Promise<void> {
    await this.#writing;
  }

  #save(): void {
    this.#changed = true;
    this.#writing ??= this.#writeAll().finally(() => (this.#writing = undefined));
  }

  async #writeAll(): Promise<void> {
    while (this.#changed) {
      this.#changed = false;
      try {
        await this.#write();
      } catch (error) {
        this.#report(error);
      }
    }
  }

  async #write(): Promise<void> {
    if (this.#live.size === 0) return this.#isWritten ? rm(this.file, { force: true }) : undefined;
    const content: RegistryFile = {
      version: 1,
      pid: process.pid,
      startTime: (await this.#ownStartTime()) ?? '',
      processes: [...this.#live.values()],
    };
    await mkdir(this.#dir, { recursive: true });
    this.#isWritten = true;
    await writeFile(`${this.file}.new`, JSON.stringify(content), { mode: 0o600 });
    return rename(`${this.file}.new`, this.file);
  }
}
