import type { Processes } from 'devmgr/plugin-api';

/** How to start git so that it takes no lock, fetches nothing and runs no program that the repository names. */
export interface QuietGit {
  /** Before the arguments. */
  readonly args: readonly string[];
  /** `undefined`: not set. */
  readonly env: Readonly<Record<string, string | undefined>>;
}

const mostMs = 2_000;
const settings = ['core.quotePath=false', 'core.fsmonitor=false', 'log.showSignature=false'];
const elsewhere = ['GIT_DIR', 'GIT_WORK_TREE', 'GIT_INDEX_FILE', 'GIT_PREFIX', 'GIT_COMMON_DIR', 'GIT_NAMESPACE'];

const env: QuietGit['env'] = {
  // It looks at the folder that it is started in, also when devmgr runs inside one of its hooks.
  ...Object.fromEntries(elsewhere.map((name) => [name, undefined])),
  GIT_OPTIONAL_LOCKS: '0',
  GIT_NO_LAZY_FETCH: '1',
  GIT_ALLOW_PROTOCOL: 'none',
  LC_ALL: 'C',
};

/** For looks at work trees: what is inside of a submodule has a configuration of its own. */
export const notInSubmodules = '--ignore-submodules=dirty';

/**
 * Asks for the filters that the configuration has, and leaves them out: `.gitattributes` and `filter.<name>.clean` would start programs
 * with each look for changes. `undefined`: git is not there, or has a filter that cannot be left out. Never rejects.
 */
export async function quietGit(processes: Pick<Processes, 'spawn'>, cwd: string): Promise<QuietGit | undefined> {
  const names = await gitLines(
    processes,
    cwd,
    { args: [], env },
    ['config', '--name-only', '--get-regexp', '^filter\\.'],
    mostMs,
  );
  const filters = new Set(names?.map((name) => name.slice(0, name.lastIndexOf('.'))));
  // `-c` takes all behind the first sign for the value.
  if (!names || [...filters].some((name) => name.includes('='))) return undefined;
  const off = [...filters].flatMap((name) => [
    `${name}.clean=`,
    `${name}.smudge=`,
    `${name}.process=`,
    `${name}.required=false`,
  ]);
  return { args: [...settings, ...off].flatMap((setting) => ['-c', setting]), env };
}

/**
 * The lines that git prints; `undefined` when it fails or takes longer than `ms`. Finding nothing is no failure. Never rejects.
 * They come over the side channel: those of the ordinary output are masked where they look like a secret.
 */
export async function gitLines(
  processes: Pick<Processes, 'spawn'>,
  cwd: string,
  { args: before, env }: QuietGit,
  args: readonly string[],
  ms: number,
): Promise<readonly string[] | undefined> {
  const lines: string[] = [];
  try {
    const child = processes.spawn({
      title: 'git',
      command: 'sh',
      args: ['-c', 'exec git "$@" >&"$DEVMGR_CHANNEL_FD"', 'git', ...before, ...args],
      cwd,
      env,
      sideChannel: true,
      keepLines: 1,
    });
    const listening = child.onDidReceive((line) => void lines.push(line));
    const timer = setTimeout(() => void child.stop(), ms);
    const exit = await child.exit;
    clearTimeout(timer);
    await listening.dispose();
    const isNothing = exit.kind === 'exited' && exit.code === 1 && lines.length === 0;
    return (exit.kind === 'exited' && exit.code === 0) || isNothing ? lines : undefined;
  } catch {
    return undefined;
  }
}
