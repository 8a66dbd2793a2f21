import { writeSync } from 'node:fs';
import { createProcesses } from '../../../../core/processes/create-processes.js';
import type { ProcessOptions } from '../../../../plugin-api/index.js';

/** What the stand-in for devmgr is told as its first argument, in JSON. */
export interface StandInTask {
  readonly runDir: string;
  readonly spawn: readonly ProcessOptions[];
  /** What it does right after the last spawn, in the same turn; `wait` waits for SIGUSR2 and disposes then. */
  readonly then: 'wait' | 'kill-itself' | 'exit' | 'stop';
}

/** Starts processes as devmgr does. Prints their pids, what they print, and `done`. */
const task = JSON.parse(process.argv[2] ?? '') as StandInTask;
const print = (text: string | number) => writeSync(1, `${text}\n`);

const processes = createProcesses({
  env: Object.fromEntries(
    Object.entries(process.env).filter((pair): pair is [string, string] => pair[1] !== undefined),
  ),
  runDir: task.runDir,
  onLine: (_source, text) => print(text),
  now: Date.now,
  report: (error) => print(`reported ${String(error)}`),
});
const children = task.spawn.map((options) => processes.spawn({ ...options, logSource: 'child' }));
for (const child of children) print(child.pid ?? 'none');

const ways = {
  wait: () => {
    const timer = setInterval(() => undefined, 1_000_000);
    process.once('SIGUSR2', () => {
      clearInterval(timer);
      void processes.dispose().then(() => print('done'));
    });
  },
  'kill-itself': () => process.kill(process.pid, 'SIGKILL'),
  exit: () => process.exit(0),
  stop: () => {
    const stop = async () => {
      await new Promise((resolve) => setTimeout(resolve, 500));
      await Promise.all(children.map((child) => child.stop()));
      await processes.dispose();
      print('done');
    };
    void stop();
  },
};
ways[task.then]();
