import { access, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { IndexProgress } from 'devmgr/plugin-api/contracts/code-index';

type Report = (progress: IndexProgress) => void;

/** A file beside the index as long as not everything is in it: another run of devmgr can tell. */
export class UnfinishedMark {
  readonly #path: string;

  /** `dir` is where the index lies. */
  constructor(dir: string) {
    this.#path = join(dir, 'index.unfinished');
  }

  /** The mark is there from when a refresh of all files has some to read until it has ended well. Rejects as the refresh does. */
  async during(report: Report, refresh: (report: Report) => Promise<void>): Promise<void> {
    let setting: Promise<void> | undefined;
    try {
      await refresh((progress) => {
        if (progress.type === 'index-start' && progress.files > 0) setting = this.#set();
        report(progress);
      });
    } finally {
      await setting;
    }
    await rm(this.#path, { force: true }).catch(() => undefined);
  }

  isSet(): Promise<boolean> {
    return access(this.#path).then(
      () => true,
      () => false,
    );
  }

  /** Never rejects: without it an index merely looks complete. */
  async #set(): Promise<void> {
    await writeFile(this.#path, '').catch(() => undefined);
  }
}
