import type { Processes } from 'devmgr/plugin-api';
import { Silence } from './silence.js';

/** Lines of stdout, or why there are none. `stuck`: git said nothing for so long that it was stopped. */
export type GitOutput =
  | { readonly kind: 'lines'; readonly lines: readonly string[] }
  | { readonly kind: 'failed' | 'stuck'; readonly reason: string };

export interface GitOptions {
  readonly cwd: string;
  readonly processes: Pick<Processes, 'spawn'>;
  readonly signal: AbortSignal;
  /** How long git may say nothing: a pipe in the place of an ignore file would keep it for ever. */
  readonly silenceMs?: number;
}

const defaultSilenceMs = 10_000;

/**
 * Runs git and gives what it prints, as it prints it: stdout goes over the side channel, because lines of the ordinary output
 * are masked where they look like a secret, fall out of the buffer, and are cut at 16 KB. Rejects when aborted only.
 */
export async function runGit(args: readonly string[], options: GitOptions): Promise<GitOutput> {
  const { cwd, processes, signal, silenceMs = defaultSilenceMs } = options;
  signal.throwIfAborted();
  const child = processes.spawn({
    title: 'git',
    command: 'sh',
    args: ['-c', 'exec git "$@" >&"$DEVMGR_CHANNEL_FD"', 'git', ...args],
    cwd,
    env: gitEnv,
    sideChannel: true,
    keepLines: 20,
  });
  const lines: string[] = [];
  const stop = () => void child.stop();
  const silence = new Silence(silenceMs, stop);
  const listening = child.onDidReceive((line) => {
    lines.push(line);
    silence.broken();
  });
  signal.addEventListener('abort', stop, { once: true });
  const exit = await child.exit;
  signal.removeEventListener('abort', stop);
  silence.end();
  void listening.dispose();
  signal.throwIfAborted();
  if (silence.isOver) return { kind: 'stuck', reason: `git has said nothing for ${silenceMs / 1000} s` };
  if (exit.kind === 'exited' && exit.code === 0) return { kind: 'lines', lines };
  const said = child.output.lines(0, 20).map(({ text }) => text);
  return { kind: 'failed', reason: exit.kind === 'not-started' ? exit.error.message : said.join(' ') || exit.kind };
}

/**
 * git looks at the folder that it is started in, also when devmgr runs inside one of its hooks, and writes nothing. It fetches
 * nothing either: in a partial clone it would for an ignore file that is missing, by a program that the repository names.
 * Older versions do not know the variable for that; they may use no protocol.
 */
const gitEnv: Readonly<Record<string, string | undefined>> = {
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
