import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Clock, Logger } from 'devmgr/plugin-api';
import { createProcesses, type ProcessesHost } from '../../../../core/processes/create-processes.js';
import { runEnvironment } from '../../../../plugins/system/servers/definition/run-environment.js';
import type { ServerDefinition } from '../../../../plugins/system/servers/definition/server-definition.js';
import { defineServers } from '../../../../plugins/system/servers/define-servers.js';
import { detectApps } from '../../../../plugins/system/servers/detect/detect-apps.js';
import { InterpreterFinder } from '../../../../plugins/system/servers/interpreter/interpreter-finder.js';
import { createStartRun } from '../../../../plugins/system/servers/run/create-start-run.js';
import { ServerManager } from '../../../../plugins/system/servers/server-manager.js';
import type { ServerSettings } from '../../../../plugins/system/servers/server-settings.js';
import { freePort } from '../../../support/free-port.js';
import { testPython } from '../../../support/python.js';

const workerDir = fileURLToPath(new URL('../../../../plugins/system/servers/worker', import.meta.url));

export const GOOD_APP = `
from fastapi import FastAPI
app = FastAPI()
@app.get("/health")
def health(): return {"ok": True}
`;

export const systemClock: Clock = {
  now: () => Date.now(),
  setTimeout(callback, ms) {
    const timer = setTimeout(callback, ms);
    return { dispose: () => clearTimeout(timer) };
  },
  setInterval(callback, ms) {
    const timer = setInterval(callback, ms);
    return { dispose: () => clearInterval(timer) };
  },
};

/** A project in a temporary folder, with a manager over real processes. */
export interface ServerProject {
  readonly root: string;
  readonly runDir: string;
  readonly processes: ProcessesHost;
  readonly manager: ServerManager;
  readonly port: number;
  /** What was logged, `level message`. */
  readonly logged: string[];
  /** Output lines that went to the log stream. */
  readonly lines: string[];
  /** Instead of what is found; the manager sees it when it looks again. */
  definitions: readonly ServerDefinition[] | undefined;
  write(path: string, text: string): void;
  dispose(): Promise<void>;
}

export async function serverProject(
  files: Readonly<Record<string, string>>,
  settings: Partial<ServerSettings> = {},
  define?: (root: string) => readonly ServerDefinition[],
  moreEnv: Readonly<Record<string, string>> = {},
): Promise<ServerProject> {
  const home = realpathSync(mkdtempSync(join(tmpdir(), 'devmgr-server-')));
  const root = join(home, 'project');
  const runDir = join(home, 'run');
  const logged: string[] = [];
  const lines: string[] = [];
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  for (const folder of [root, runDir]) mkdirSync(folder, { recursive: true });
  for (const [path, text] of Object.entries(files)) write(path, text);
  const port = await freePort();
  const own = Object.entries(process.env).flatMap(([key, value]) => (value ? [[key, value]] : []));
  const env = { ...Object.fromEntries(own), ...moreEnv };
  const processes = createProcesses({
    env,
    runDir,
    onLine: (_source, text) => lines.push(text),
    now: () => Date.now(),
    report: (error) => logged.push(`report ${String(error)}`),
  });
  const log = logger(logged);
  const finder = new InterpreterFinder({ processes, clock: systemClock, log, env, root, emptyFolder: runDir });
  const all = { ...defaults(port), ...settings };
  const manager = new ServerManager({
    root,
    processes,
    clock: systemClock,
    log,
    settings: () => all,
    startRun: createStartRun({ processes, clock: systemClock, log, root, workerDir, env, redact: (text) => text }),
    environment: (definition) => runEnvironment(definition, { addVariables: () => undefined }, root),
    findInterpreter: (setting, folder) => finder.find(setting, folder),
    discover: async () => {
      if (made.definitions) return { servers: made.definitions, tried: [], problems: [] };
      const { apps, tried } = await detectApps(root);
      return { servers: defineServers(root, apps, all.app), tried, problems: [] };
    },
  });
  const dispose = async () => {
    await manager.dispose();
    await processes.dispose();
    rmSync(home, { recursive: true, force: true });
  };
  const definitions = define?.(root);
  const made: ServerProject = { root, runDir, processes, manager, port, logged, lines, definitions, write, dispose };
  return made;
}

function defaults(port: number): ServerSettings {
  return {
    app: '',
    host: '127.0.0.1',
    port,
    reload: false,
    reloadMode: 'handover',
    python: testPython(),
    uvicornArgs: [],
    autostart: false,
    stopTimeoutMs: 500,
    healthPath: '',
    healthTimeoutMs: 1_000,
    health: { intervalMs: 200, failureThreshold: 3, successThreshold: 1, startupTimeoutMs: 60_000 },
  };
}

function logger(logged: string[]): Logger {
  const write = (level: string) => (message: string) => void logged.push(`${level} ${message}`);
  return { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') };
}
