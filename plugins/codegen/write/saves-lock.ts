import { readFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { DevmgrError, type Clock } from 'devmgr/plugin-api';
import { errorCode, type Disk } from './disk.js';
import { storageFailure } from './saves/storage-failure.js';

const longestMs = 15_000;
const pauseMs = 15;
/** Of a lock that was taken on another machine with the same home folder, or in a container: nobody can be asked whether its owner lives. */
const foreignMs = 120_000;

interface LockParts {
  readonly disk: Disk;
  readonly clock: Clock;
}

/**
 * Does something while no other devmgr does the same in this folder. The lock is a link that leads nowhere but names its owner:
 * it is made in one step, with its content, or not at all. That of a killed devmgr is taken over. Rejects after 15 seconds.
 */
export async function withSavesLock<T>(parts: LockParts, dir: string, work: () => Promise<T>): Promise<T> {
  const lock = join(dir, 'lock');
  await take(parts, lock);
  try {
    return await work();
  } finally {
    await release(parts.disk, lock);
  }
}

/** Once more when it fails: as long as this process lives, nobody else would dare to remove it. */
async function release(disk: Disk, lock: string): Promise<void> {
  const isGone = await disk.unlink(lock).then(
    () => true,
    () => false,
  );
  if (!isGone) await disk.rm(lock, { force: true }).catch(() => undefined);
}

async function take({ disk, clock }: LockParts, lock: string): Promise<void> {
  const mine = await ownMark();
  const until = clock.now() + longestMs;
  while (!(await linked(disk, mine, lock))) {
    if (await clearStale({ disk, clock }, lock, mine)) continue;
    if (clock.now() > until) throw lockIsHeld(await disk.readlink(lock).catch(() => 'unknown'));
    await new Promise<void>((resolve) => void clock.setTimeout(resolve, pauseMs));
  }
}

async function linked(disk: Disk, mark: string, lock: string): Promise<boolean> {
  try {
    await disk.symlink(mark, lock);
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    throw storageFailure(error);
  }
}

/** Whether it is worth trying again at once. A second lock sees to it that only one removes the stale one, and not a new one instead. */
async function clearStale({ disk, clock }: LockParts, lock: string, mine: string): Promise<boolean> {
  const held = await disk.readlink(lock).catch(() => undefined);
  if (held === undefined) return true;
  if (!(await isStale({ disk, clock }, lock, held))) return false;
  const guard = `${lock}-takeover`;
  if (!(await linked(disk, mine, guard))) {
    const by = await disk.readlink(guard).catch(() => undefined);
    if (by !== undefined && (await isStale({ disk, clock }, guard, by)))
      await disk.unlink(guard).catch(() => undefined);
    return false;
  }
  try {
    if ((await disk.readlink(lock).catch(() => undefined)) === held) await disk.unlink(lock).catch(() => undefined);
  } finally {
    await disk.unlink(guard).catch(() => undefined);
  }
  return true;
}

async function isStale({ disk, clock }: LockParts, lock: string, mark: string): Promise<boolean> {
  const { pid, host, start } = /^(?<pid>\d+)@(?<host>.*)#(?<start>\w*)$/.exec(mark)?.groups ?? {};
  if (pid === undefined) return true;
  if (host === hostname()) return !isAlive(Number(pid)) || (await startOf(Number(pid))) !== start;
  const stat = await disk.lstat(lock).catch(() => undefined);
  return stat !== undefined && Math.abs(clock.now() - stat.mtimeMs) > foreignMs;
}

async function ownMark(): Promise<string> {
  return `${process.pid}@${hostname()}#${await startOf(process.pid)}`;
}

/** When a process began, in ticks since the machine did (field 22 of proc(5) stat), so that a number given again is known; else empty. */
async function startOf(pid: number): Promise<string> {
  const stat = await readFile(`/proc/${pid}/stat`, 'latin1').catch(() => '');
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
}

function lockIsHeld(mark: string): DevmgrError {
  return new DevmgrError({
    code: 'DEVMGR_STORAGE_FAILED',
    message: `Another devmgr is saving in this project (process ${mark.split('@')[0] ?? '?'}), so nothing was written`,
    hint: 'Wait until it is done, or end it; then save again.',
  });
}
