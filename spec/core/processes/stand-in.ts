import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { readProcessTable } from '../../../core/processes/process-table.js';
import type { StandInTask } from './scripts/stand-in.js';
import { until } from './until.js';

const root = new URL('../../../', import.meta.url).pathname;

export interface StandIn {
  readonly child: ChildProcess;
  readonly lines: readonly string[];
  /** Settles with the exit code or the signal. */
  readonly ended: Promise<number | string | null>;
  /** Pids that it has printed, its own children's and those that they print; waits for `count` of them. */
  pids(count: number): Promise<number[]>;
  /** Of the shell that watches over it. */
  watchdog(): Promise<number>;
}

/** Builds the stand-in once; `start` runs it in a process of its own. */
export async function standIns(): Promise<
  AsyncDisposable & { readonly dir: string; start(task: Omit<StandInTask, 'runDir'>, env?: NodeJS.ProcessEnv): StandIn }
> {
  const dir = await mkdtemp(join(tmpdir(), 'devmgr-stand-in-'));
  const program = join(dir, 'stand-in.cjs');
  await build({
    entryPoints: [join(root, 'spec/core/processes/scripts/stand-in.ts')],
    outfile: program,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    alias: { 'devmgr/plugin-api': join(root, 'plugin-api/index.ts') },
    logLevel: 'error',
  });
  const started: ChildProcess[] = [];
  return {
    dir,
    start(task, env = process.env) {
      const argument = JSON.stringify({ ...task, runDir: dir } satisfies StandInTask);
      const child = spawn(process.execPath, [program, argument], { env, stdio: ['ignore', 'pipe', 'inherit'] });
      started.push(child);
      return follow(child);
    },
    async [Symbol.asyncDispose]() {
      for (const child of started) child.kill('SIGKILL');
      await rm(dir, { recursive: true, force: true });
    },
  };
}

function follow(child: ChildProcess): StandIn {
  const lines: string[] = [];
  child.stdout?.setEncoding('utf8').on('data', (text: string) => lines.push(...text.split('\n').filter(Boolean)));
  const pids = () => lines.map(Number).filter(Number.isInteger);
  return {
    child,
    lines,
    ended: new Promise((resolve) => child.once('exit', (code, signal) => resolve(code ?? signal))),
    pids: (count) => until(() => new Set(pids()).size >= count && [...new Set(pids())], `${count} pids`),
    watchdog: () =>
      until(async () => {
        const known = pids();
        const own = (await readProcessTable()).filter((entry) => entry.parent === child.pid);
        return own.find((entry) => entry.group === entry.pid && !known.includes(entry.pid))?.pid;
      }, 'a watchdog'),
  };
}
