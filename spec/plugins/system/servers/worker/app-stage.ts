import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { LogStore } from 'devmgr/plugin-api/contracts/log-store';
import { createLogSink } from '../../../../../core/log/create-log-sink.js';
import { createProcesses, type ProcessesHost } from '../../../../../core/processes/create-processes.js';
import { defaultDefinition } from '../../../../../plugins/system/servers/definition/default-definition.js';
import type { ServerDefinition } from '../../../../../plugins/system/servers/definition/server-definition.js';
import { ServerOutput } from '../../../../../plugins/system/servers/run/server-output.js';
import type { RunEvent, RunRequest, ServerRun } from '../../../../../plugins/system/servers/run/server-run.js';
import { createStartRun } from '../../../../../plugins/system/servers/run/create-start-run.js';
import { freePort } from '../../../../support/free-port.js';
import { testPython } from '../../../../support/python.js';
import { systemClock } from '../../support/system-clock.js';

export interface AppStage {
  readonly root: string;
  readonly port: number;
  readonly url: string;
  readonly events: RunEvent[];
  readonly output: ServerOutput;
  readonly processes: ProcessesHost;
  /** What the workers have written, as entries. */
  readonly entries: LogStore;
  /** What was started so far. */
  readonly runs: readonly ServerRun[];
  write(path: string, text: string): void;
  start(options?: StageOptions): ServerRun;
  /** Resolves to the first event from number `from` on for which it holds. */
  until(holds: (event: RunEvent) => boolean, from?: number): Promise<RunEvent>;
  /** Resolves when a process of it has written that line. */
  printed(line: string): Promise<void>;
  dispose(): Promise<void>;
}

export type StageOptions = Partial<Pick<RunRequest, 'reload' | 'stopTimeoutMs' | 'env' | 'testSecret'>> & {
  readonly host?: string;
  readonly port?: number;
  readonly args?: readonly string[];
  readonly factory?: boolean;
  readonly python?: string;
  readonly target?: string;
  readonly watch?: Partial<ServerDefinition['watch']>;
  /** Instead of the application. */
  readonly command?: readonly string[];
  readonly traceTests?: true;
};

/** A project in a temporary folder whose application is run by real workers. */
export async function appStage(files: Readonly<Record<string, string>>): Promise<AppStage> {
  const home = realpathSync(mkdtempSync(join(tmpdir(), 'devmgr-app-')));
  const root = join(home, 'project');
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  for (const [path, text] of Object.entries(files)) write(path, text);
  const env = Object.fromEntries(Object.entries(process.env).flatMap(([key, value]) => (value ? [[key, value]] : [])));
  const problems: string[] = [];
  const sink = createLogSink({ dir: join(home, 'logs'), project: 'project', env: {}, now: () => Date.now() });
  const processes = createProcesses({
    ...{ env, runDir: join(home, 'run'), onLine: sink.line, now: () => Date.now() },
    report: (error) => problems.push(String(error)),
  });
  const port = await freePort();
  const events: RunEvent[] = [];
  const waiting = new Set<() => void>();
  const output = new ServerOutput();
  const log = { debug() {}, info() {}, warn() {}, error() {} };
  const startRun = createStartRun({
    ...{ processes, clock: systemClock, log, root, env, redact: (text) => text.replaceAll('hunter2', '***') },
    attribute: (line) => sink.store.attribute(line),
    workerDir: join(import.meta.dirname, '../../../../../plugins/system/servers/worker'),
  });
  const runs: ServerRun[] = [];
  return {
    ...{ root, port, url: `http://127.0.0.1:${port}`, events, output, processes, runs, write, entries: sink.store },
    start(options = {}) {
      const run = startRun(
        request(root, port, options, output, (event) => {
          events.push(event);
          for (const look of waiting) look();
        }),
      );
      runs.push(run);
      return run;
    },
    until: (holds, from = 0) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const found = events.slice(from).find(holds);
          if (!found) return;
          clearTimeout(timer);
          waiting.delete(look);
          resolve(found);
        };
        const tell = () =>
          reject(new Error(`Not within 30 s: ${JSON.stringify(events.slice(-12))}\n${output.last(20).join('\n')}`));
        const timer = setTimeout(tell, 30_000);
        waiting.add(look);
        look();
      }),
    printed: (line) =>
      new Promise((resolve, reject) => {
        const look = () => {
          if (!output.last(200).includes(line)) return;
          clearTimeout(timer);
          void watching.dispose();
          resolve();
        };
        const timer = setTimeout(() => reject(new Error(`Not printed within 30 s: ${line}`)), 30_000);
        const watching = output.onDidAppend(look);
        look();
      }),
    async dispose() {
      for (const run of runs) await run.dispose();
      await processes.dispose();
      await sink.dispose();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

function request(
  root: string,
  port: number,
  options: StageOptions,
  output: ServerOutput,
  onEvent: (event: RunEvent) => void,
): RunRequest {
  const { host = '127.0.0.1', target = 'app:app', factory = false, args = [], watch, env = {} } = options;
  const app = { kind: 'app', target, searchPath: root, factory, python: undefined, uvicornArgs: args } as const;
  const { command, traceTests } = options;
  const runs = command ? ({ kind: 'command', command } as const) : app;
  const known = defaultDefinition(root, { name: 'api', target, source: 'app.py', runs });
  const place = { host, port: options.port ?? port, url: `http://${host}:${options.port ?? port}` };
  return {
    definition: { ...known, traceTests, watch: { ...known.watch, debounceMs: 50, ...watch } },
    ...{ place, env, output, onEvent, reload: options.reload ?? 'off', stopTimeoutMs: options.stopTimeoutMs ?? 1_000 },
    interpreter: {
      path: options.python ?? testPython(),
      python: '',
      uvicorn: '',
      origin: '',
    } as unknown as RunRequest['interpreter'],
    ignoreLine: () => false,
    testSecret: options.testSecret,
  };
}

export const isExit = (event: RunEvent) => event.type === 'exited';
export const isListening = (event: RunEvent) => event.type === 'listening';
