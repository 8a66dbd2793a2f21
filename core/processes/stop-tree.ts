import { setTimeout as sleep } from 'node:timers/promises';
import { killTree } from './kill-tree.js';
import { isAlive, type ProcessEntry } from './process-table.js';
import { signalEach } from './signal-each.js';

export interface StopTreeOptions {
  /** Pid of the process that the tree began with, and number of its group. Undefined: only what `find` gives. */
  readonly root: number | undefined;
  /** Milliseconds between SIGTERM and SIGKILL. */
  readonly graceMs: number;
  /** What belongs to the tree and lives now. */
  find(): Promise<readonly ProcessEntry[]>;
  /** Called once, before the first SIGKILL. */
  onForce?(): void;
}

const pollMs = 40;
/** How long SIGKILL is repeated for what appears in the meantime; a process in uninterruptible sleep outlives it. */
const forceMs = 3_000;

/**
 * Stops a tree of processes: SIGTERM, grace, SIGKILL. Resolves to what still lives, normally nothing.
 *
 * What left the group is found before anything is signalled, while its parents still live, and remembered with its
 * start time, so that a pid in use again is never hit.
 */
export async function stopTree(options: StopTreeOptions): Promise<readonly ProcessEntry[]> {
  const known = new Map<string, ProcessEntry>();
  if (await stopPolitely(options, known)) return [];
  options.onForce?.();
  const deadline = performance.now() + forceMs;
  for (;;) {
    const living = await look(options, known);
    if (living.length === 0 || performance.now() > deadline) return living;
    if (living.some((entry) => entry.pid === options.root)) await killTree(options.root ?? 0, living.length);
    signalEach(living.filter(isAlive), options.root, 'SIGKILL');
    await sleep(pollMs / 2);
  }
}

async function stopPolitely(options: StopTreeOptions, known: Map<string, ProcessEntry>): Promise<boolean> {
  const deadline = performance.now() + options.graceMs;
  const asked = new Set<string>();
  for (;;) {
    const living = await look(options, known);
    if (living.length === 0) return true;
    const late = asked.size > 0;
    // Nobody is asked twice: programs take a second SIGTERM for impatience.
    signalEach(
      living.filter((entry) => !asked.has(key(entry))),
      late ? undefined : options.root,
      'SIGTERM',
    );
    for (const entry of living) asked.add(key(entry));
    // Only the known ones are polled; the whole table is read again when they are gone.
    while (living.some(isAlive)) {
      if (performance.now() >= deadline) return false;
      await sleep(pollMs);
    }
    if (performance.now() >= deadline) return false;
  }
}

async function look(options: StopTreeOptions, known: Map<string, ProcessEntry>): Promise<readonly ProcessEntry[]> {
  for (const entry of await options.find()) known.set(key(entry), entry);
  return [...known.values()].filter(isAlive);
}

function key(entry: ProcessEntry): string {
  return `${entry.pid} ${entry.startTime}`;
}
