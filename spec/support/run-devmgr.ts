import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { processesWith, until } from './processes.js';
import { WAIT_MS } from './wait-ms.js';

/** The built program. */
export const devmgrBin = fileURLToPath(new URL('../../bin/devmgr.js', import.meta.url));

export interface RunResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd?: string;
  readonly home: string;
  /** Default: the built program. */
  readonly bin?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly timeoutMs?: number;
  /** What stands on stdin. Default: nothing. */
  readonly stdin?: string;
}

/** A run that goes on: for words that stay in the foreground. */
export interface RunningDevmgr {
  readonly child: ChildProcess;
  stdout(): string;
  stderr(): string;
  /** Resolves when the text is on stdout or stderr; rejects with both at the deadline or when it ended without. */
  waitFor(text: string | RegExp, timeoutMs?: number): Promise<void>;
  readonly done: Promise<RunResult>;
}

/** A home folder of devmgr for one test; `remove` it at the end. */
export interface TemporaryHome {
  readonly path: string;
  /** Resolves when no process that has it is left: a devmgr in the background still writes its log after its last server was stopped. */
  unused(): Promise<void>;
  remove(): void;
}

export function temporaryHome(): TemporaryHome {
  const path = mkdtempSync(join(tmpdir(), 'devmgr-home-'));
  return {
    path,
    unused: () => until(() => processesWith(path).length === 0, 'nothing runs with this home'),
    remove: () => rmSync(path, { recursive: true, force: true, maxRetries: 5 }),
  };
}

/** The environment of a run: little, so that the machine's own does not matter. */
export function cleanEnvironment(home: string, more: Readonly<Record<string, string>> = {}): Record<string, string> {
  const keep = ['PATH', 'HOME', 'DEVMGR_PYTHON', 'TMPDIR'];
  const kept = keep.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]]));
  return { ...(Object.fromEntries(kept) as Record<string, string>), LANG: 'C.UTF-8', DEVMGR_HOME: home, ...more };
}

/** Starts the built program without a terminal. */
export function startDevmgr(args: readonly string[], options: RunOptions): RunningDevmgr {
  const child = spawn(process.execPath, [options.bin ?? devmgrBin, ...args], {
    cwd: options.cwd,
    env: cleanEnvironment(options.home, options.env),
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  // It may end without reading.
  child.stdin.on('error', () => undefined).end(options.stdin);
  const text = { stdout: '', stderr: '' };
  const watchers = new Set<() => void>();
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (chunk: string) => {
      text[name] += chunk;
      for (const watcher of watchers) watcher();
    });
  }
  const timer = setTimeout(() => child.kill('SIGKILL'), options.timeoutMs ?? 90_000);
  const done = new Promise<RunResult>((resolve) => {
    child.on('close', (code) => {
      clearTimeout(timer);
      resolve({ code, ...text });
      for (const watcher of watchers) watcher();
    });
  });
  const seen = (wanted: string | RegExp) => {
    const all = `${text.stdout}\n${text.stderr}`;
    return typeof wanted === 'string' ? all.includes(wanted) : wanted.test(all);
  };
  return {
    child,
    stdout: () => text.stdout,
    stderr: () => text.stderr,
    done,
    waitFor: (wanted, timeoutMs = WAIT_MS) =>
      new Promise((resolve, reject) => {
        const fail = (why: string) =>
          settle(() => reject(new Error(`${why}: no ${String(wanted)} in\n${text.stdout}\n${text.stderr}`)));
        const deadline = setTimeout(() => fail('timed out'), timeoutMs);
        const settle = (end: () => void) => {
          clearTimeout(deadline);
          watchers.delete(check);
          end();
        };
        const check = () => {
          if (seen(wanted)) settle(resolve);
          else if (child.exitCode !== null) fail('it ended');
        };
        watchers.add(check);
        check();
      }),
  };
}

/** Runs the built program to its end. */
export function runDevmgr(args: readonly string[], options: RunOptions): Promise<RunResult> {
  return startDevmgr(args, options).done;
}
