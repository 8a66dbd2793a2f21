import { chownSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ServerReport } from '../../../../../plugins/system/servers/server-report.js';
import { freePort } from '../../../../support/free-port.js';
import { testPython } from '../../../../support/python.js';
import { runDevmgr, startDevmgr, temporaryHome, type RunningDevmgr } from '../../../../support/run-devmgr.js';

/** One project with an application that is broken in some way, and a devmgr that runs it. */
export interface FaultStage {
  readonly root: string;
  readonly home: string;
  readonly port: number;
  readonly env: Readonly<Record<string, string>>;
  write(path: string, text: string): void;
  /** `devmgr server start`: one JSON document for each state. */
  start(...args: readonly string[]): RunningDevmgr;
  /** Another terminal. */
  server(...args: readonly string[]): ReturnType<typeof runDevmgr>;
  /** The states that were told so far, oldest first. */
  states(devmgr: RunningDevmgr): readonly ServerReport[];
  /** Resolves to the first state that is such; rejects with all of them at the deadline. */
  until(devmgr: RunningDevmgr, holds: (state: ServerReport) => boolean, deadlineMs?: number): Promise<ServerReport>;
  /** Processes, records and sockets that are there though everything has ended; waits a moment for them to go. */
  left(): Promise<readonly string[]>;
  dispose(): Promise<void>;
}

const DEADLINE_MS = 30_000;

export async function faultStage(): Promise<FaultStage> {
  const root = mkdtempSync(join(tmpdir(), 'devmgr-fault-'));
  const home = temporaryHome();
  const port = await freePort();
  const running: RunningDevmgr[] = [];
  // Every process that comes from here has it in its environment, whoever its parent is by then.
  const mark = `DEVMGR_FAULT=${root}`;
  const env = { DEVMGR_PYTHON: testPython(), DEVMGR_FAULT: root };
  const options = { cwd: root, home: home.path, env };
  const states = (devmgr: RunningDevmgr) =>
    devmgr
      .stdout()
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line) as ServerReport);
  return {
    root,
    home: home.path,
    port,
    env,
    states,
    write: (path, text) => writeFileSync(join(root, path), text),
    start(...args) {
      const devmgr = startDevmgr(['server', 'start', '--json', ...args], options);
      running.push(devmgr);
      return devmgr;
    },
    server: (...args) => runDevmgr(['server', ...args], options),
    async until(devmgr, holds, deadlineMs = DEADLINE_MS) {
      for (const until = Date.now() + deadlineMs; Date.now() < until; await sleep(10)) {
        const found = states(devmgr).find(holds);
        if (found) return found;
      }
      throw new Error(`Not within ${deadlineMs} ms:\n${devmgr.stdout()}\n${devmgr.stderr()}`);
    },
    async left() {
      let found: readonly string[] = [];
      for (const until = Date.now() + DEADLINE_MS; Date.now() < until; await sleep(50)) {
        found = [...processesWith(mark), ...filesIn(home.path)];
        if (found.length === 0) break;
      }
      return found;
    },
    async dispose() {
      for (const { child } of running) child.kill('SIGKILL');
      await Promise.all(running.map(({ done }) => done));
      rmSync(root, { recursive: true, force: true, maxRetries: 5 });
      home.remove();
    },
  };
}

/** Where /proc is: elsewhere nothing is said of processes. */
function processesWith(mark: string): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        if (!readFileSync(`/proc/${pid}/environ`, 'latin1').split('\0').includes(mark)) return [];
        return [`${pid} ${readFileSync(`/proc/${pid}/cmdline`, 'latin1').replaceAll('\0', ' ')}`];
      } catch {
        // It has ended meanwhile, or is another user's.
        return [];
      }
    });
}

/** Records of servers, sockets, and claims of names by a devmgr that lives: one of a dead devmgr is taken over by the next start. */
function filesIn(home: string): string[] {
  const names = readdirSync(home, { recursive: true, encoding: 'utf8' });
  return names.filter(
    (name) =>
      /\/run\/servers[^/]*\/|\.(?:sock|new|lock)$/.test(name) ||
      (/\/claims[^/]*\/./.test(name) && lives(join(home, name))),
  );
}

function lives(claim: string): boolean {
  const { pid } = JSON.parse(readFileSync(claim, 'utf8')) as { readonly pid: number };
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** Makes files belong to nobody, so that a process without rights can use them. */
export function giveTo(uid: number, ...folders: readonly string[]): void {
  for (const folder of folders) {
    chownSync(folder, uid, uid);
    for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }))
      chownSync(join(folder, name), uid, uid);
  }
}
