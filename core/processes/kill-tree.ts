import { setTimeout as sleep } from 'node:timers/promises';
import { isOnPath } from './run-tool.js';

/** tree-kill starts one `ps` for each process of the tree, all at once. */
const largestTree = 50;

/**
 * SIGKILL to a living process and its descendants through the package tree-kill.
 *
 * tree-kill does not listen for failures to start `ps` (macOS: `pgrep`), which would end devmgr: it is left out where
 * the command is missing and for trees so large that processes may run out. The caller's own walk covers these.
 */
export async function killTree(pid: number, treeSize: number): Promise<void> {
  const tool = process.platform === 'darwin' ? 'pgrep' : 'ps';
  if (treeSize > largestTree || !isOnPath(tool)) return;
  const { default: treeKill } = await import('tree-kill');
  const killed = new Promise<void>((resolve) => treeKill(pid, 'SIGKILL', () => resolve()));
  const timeout = new AbortController();
  await Promise.race([killed, sleep(2_000, undefined, { signal: timeout.signal }).catch(() => undefined)]);
  timeout.abort();
}
