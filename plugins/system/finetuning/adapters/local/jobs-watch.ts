import { watch, type FSWatcher } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import type { Clock, Disposable } from 'devmgr/plugin-api';

export interface JobsWatchOptions {
  /** Of the jobs. */
  readonly dir: string;
  readonly clock: Clock;
  readonly onChange: () => void;
  /** Whether a job goes on: then the end of its supervisor is no change of any file. */
  readonly isLively: () => boolean;
}

const SETTLE_MS = 100;
const LOOK_EVERY_MS = 2_000;

/** Tells when jobs have changed, whoever changed them: their devmgr replaces a file in the folder each time. */
export class JobsWatch implements Disposable {
  readonly #options: JobsWatchOptions;
  readonly #timer: Disposable;
  #watcher: FSWatcher | undefined;
  #settling: Disposable | undefined;
  #isOver = false;

  constructor(options: JobsWatchOptions) {
    this.#options = options;
    this.#timer = options.clock.setInterval(() => options.isLively() && options.onChange(), LOOK_EVERY_MS);
    void this.#follow();
  }

  dispose(): void {
    this.#isOver = true;
    this.#watcher?.close();
    void this.#timer.dispose();
    void this.#settling?.dispose();
  }

  async #follow(): Promise<void> {
    const { dir } = this.#options;
    try {
      await mkdir(dir, { recursive: true, mode: 0o700 });
      if (this.#isOver) return;
      this.#watcher = watch(dir, { persistent: false }, () => this.#settle());
      // Out of watches, or the folder is gone: the timer still looks.
      this.#watcher.on('error', () => this.#watcher?.close());
    } catch {
      // As above.
    }
  }

  #settle(): void {
    const { clock, onChange } = this.#options;
    this.#settling ??= clock.setTimeout(() => {
      this.#settling = undefined;
      onChange();
    }, SETTLE_MS);
  }
}
