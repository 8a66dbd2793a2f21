import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createProcesses, type ProcessesHost } from '../../../core/processes/create-processes.js';
import { readProcess } from '../../../core/processes/process-table.js';
import type { ManagedProcess } from '../../../plugin-api/index.js';
import { until } from './until.js';

export const treeScript = new URL('./scripts/tree.sh', import.meta.url).pathname;

export interface RunnerUnderTest extends AsyncDisposable {
  readonly processes: ProcessesHost;
  readonly dir: string;
  readonly logged: readonly { source: string; text: string; stream: string; at: number }[];
  readonly reported: readonly unknown[];
}

const program = fileURLToPath(new URL('../../../bin/devmgr.js', import.meta.url));

/** A runner in a folder of its own; disposed and removed at the end of the test. */
export async function runner(env = ownEnv()): Promise<RunnerUnderTest> {
  const dir = await mkdtemp(join(tmpdir(), 'devmgr-processes-'));
  const logged: { source: string; text: string; stream: string; at: number }[] = [];
  const reported: unknown[] = [];
  const processes = createProcesses({
    env,
    program,
    runDir: join(dir, 'run'),
    onLine: (source, text, stream, at) => logged.push({ source, text, stream, at }),
    now: Date.now,
    report: (error) => reported.push(error),
  });
  return {
    processes,
    dir,
    logged,
    reported,
    async [Symbol.asyncDispose]() {
      await processes.dispose();
      await rm(dir, { recursive: true, force: true });
    },
  };
}

export function ownEnv(): Record<string, string> {
  const pairs = Object.entries(process.env).filter((pair): pair is [string, string] => pair[1] !== undefined);
  return Object.fromEntries(pairs);
}

/** What a process has written to one stream so far. */
export function written(child: ManagedProcess, stream: 'stdout' | 'stderr' = 'stdout'): string[] {
  const { firstLine, endLine } = child.output;
  return child.output
    .lines(firstLine, endLine - firstLine)
    .flatMap((line) => (line.stream === stream ? [line.text] : []));
}

/** Waits until a process has printed `count` pids. */
export function pidsOf(child: ManagedProcess, count: number): Promise<number[]> {
  return until(() => written(child).length >= count && written(child).map(Number), `${count} pids`);
}

/** Those of the pids that live. */
export async function living(pids: readonly number[]): Promise<number[]> {
  const entries = await Promise.all(pids.map((pid) => readProcess(pid)));
  return entries.flatMap((entry) => (entry ? [entry.pid] : []));
}
