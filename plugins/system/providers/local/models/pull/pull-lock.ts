import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { linkIfFree } from '../../../../files/link-if-free.js';
import { Fields } from '../../../json/fields.js';
import { pullIsOn } from '../model-errors.js';

/** Of a process; equal only for the same one. `undefined` when it is gone. */
export type StartTimeOf = (pid: number) => Promise<string | undefined>;

export const lockFile = '.devmgr-pull.lock';

/**
 * Makes sure that only one devmgr pulls or removes a model: a file with pid and start time in its folder. One that a killed
 * devmgr left is taken over. Rejects with `PLUGIN_MODELS_BUSY`. Resolves to what releases it.
 */
export async function takePullLock(dir: string, id: string, startTimeOf: StartTimeOf): Promise<() => Promise<void>> {
  const path = join(dir, lockFile);
  const mine = JSON.stringify({ pid: process.pid, startTime: await startTimeOf(process.pid) });
  // Written aside and linked, so that nobody ever reads half a lock.
  const aside = `${path}-${process.pid}`;
  await writeFile(aside, mine);
  try {
    for (let attempt = 1; !(await linkIfFree(aside, path)); attempt++) {
      const { text, pid } = await heldBy(path, startTimeOf);
      if (pid !== undefined || attempt > 3) throw pullIsOn(id, pid ?? process.pid);
      if ((await readFile(path, 'utf8').catch(() => undefined)) === text) await rm(path, { force: true });
    }
  } finally {
    await rm(aside, { force: true });
  }
  return () => rm(path, { force: true });
}

/** The process that holds the lock, when it still lives. */
async function heldBy(
  path: string,
  startTimeOf: StartTimeOf,
): Promise<{ text: string | undefined; pid: number | undefined }> {
  const text = await readFile(path, 'utf8').catch(() => undefined);
  const lock = Fields.parse(text);
  const pid = lock?.number('pid') ?? 0;
  if (!Number.isSafeInteger(pid) || pid <= 0) return { text, pid: undefined };
  const now = await startTimeOf(pid);
  return { text, pid: now !== undefined && now === lock?.text('startTime') ? pid : undefined };
}
