import type { ProcessEntry } from './process-table.js';

/**
 * Signals processes: the group of `root` as a whole, so that nothing forked in between escapes; others one by one. False when there is none
 * that could be signalled.
 */
export function signalEach(
  entries: readonly ProcessEntry[],
  root: number | undefined,
  signal: NodeJS.Signals,
): boolean {
  const inGroup = (entry: ProcessEntry) => root !== undefined && entry.group === root;
  const targets = entries.filter((entry) => !inGroup(entry)).map((entry) => entry.pid);
  if (root !== undefined && entries.some(inGroup)) targets.unshift(-root);
  return targets.map((target) => send(target, signal)).includes(true);
}

function send(target: number, signal: NodeJS.Signals): boolean {
  try {
    process.kill(target, signal);
    // A suspended process would see SIGTERM only when it is continued.
    if (signal === 'SIGTERM') process.kill(target, 'SIGCONT');
    return true;
  } catch {
    // Gone in the meantime (ESRCH), or another user's (EPERM).
    return false;
  }
}
