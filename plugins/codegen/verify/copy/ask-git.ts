import type { Processes } from 'devmgr/plugin-api';

/** Asks git in a folder. Gives the lines of its answer, `undefined` when it has none. Rejects with the signal's reason only. */
export type AskGit = (args: readonly string[], signal: AbortSignal) => Promise<readonly string[] | undefined>;

/** A pipe in the place of an ignore file would keep git for ever. */
const mostMs = 10_000;

/**
 * Git as it is asked about files: it writes and fetches nothing, starts no program that the repository names, and looks at the folder that it is
 * started in. The answer goes over the side channel, as lines of the ordinary output are masked where they look like a secret.
 */
export function askGit(processes: Pick<Processes, 'spawn'>, cwd: string): AskGit {
  return async (args, signal) => {
    signal.throwIfAborted();
    const child = processes.spawn({
      title: 'git',
      command: 'sh',
      args: ['-c', 'exec git "$@" >&"$DEVMGR_CHANNEL_FD"', 'git', ...settings, ...args],
      cwd,
      env,
      sideChannel: true,
      keepLines: 1,
    });
    const lines: string[] = [];
    const listening = child.onDidReceive((line) => void lines.push(line));
    const stop = () => void child.stop();
    const over = AbortSignal.any([signal, AbortSignal.timeout(mostMs)]);
    over.addEventListener('abort', stop, { once: true });
    const exit = await child.exit;
    over.removeEventListener('abort', stop);
    void listening.dispose();
    signal.throwIfAborted();
    return exit.kind === 'exited' && exit.code === 0 ? lines : undefined;
  };
}

const settings = ['-c', 'core.quotePath=false', '-c', 'core.fsmonitor=false'];

const env: Readonly<Record<string, string | undefined>> = {
  ...Object.fromEntries(
    ['GIT_DIR', 'GIT_WORK_TREE', 'GIT_INDEX_FILE', 'GIT_PREFIX', 'GIT_COMMON_DIR', 'GIT_NAMESPACE'].map((name) => [
      name,
      undefined,
    ]),
  ),
  GIT_OPTIONAL_LOCKS: '0',
  GIT_NO_LAZY_FETCH: '1',
  GIT_ALLOW_PROTOCOL: 'none',
  LC_ALL: 'C',
};
