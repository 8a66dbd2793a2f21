import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { toDisposable, type Disposable } from 'devmgr/plugin-api';

export interface WatchProgramOptions {
  /** `dist` of the running program. */
  readonly folder: string;
  /** Called once. */
  readonly onDidReplace: () => void;
  readonly everyMs?: number;
}

const EVERY_MS = 2_000;

/**
 * Tells when an update has put other files in the place of those that run: names of parts that are read late change with
 * what is in them, and reading one that is gone fails. Files that are only written anew with the same names are no matter.
 * While the folder is gone, another one is on its way.
 */
export async function watchProgram(options: WatchProgramOptions): Promise<Disposable> {
  const { folder, onDidReplace, everyMs = EVERY_MS } = options;
  const known = await moduleNames(folder);
  let stamp = await stampOf(folder);
  let isBusy = false;
  const look = async () => {
    const now = await stampOf(folder);
    if (now === undefined || now === stamp) return;
    const names = new Set(await moduleNames(folder));
    // The update may not be complete: what it will have in the end is seen the next time.
    if ((await stampOf(folder)) !== now) return;
    stamp = now;
    if (known.every((name) => names.has(name))) return;
    clearInterval(timer);
    onDidReplace();
  };
  const timer = setInterval(() => {
    if (isBusy) return;
    isBusy = true;
    void look()
      .catch(() => undefined)
      .finally(() => (isBusy = false));
  }, everyMs);
  timer.unref();
  return toDisposable(() => clearInterval(timer));
}

async function moduleNames(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder, { recursive: true });
  return names.filter((name) => name.endsWith('.js'));
}

/** Differs after the main module was written again; `undefined` while there is none. */
async function stampOf(folder: string): Promise<string | undefined> {
  const found = await stat(join(folder, 'core', 'main.js')).catch(() => undefined);
  return found && `${found.ino} ${found.mtimeMs} ${found.size}`;
}
