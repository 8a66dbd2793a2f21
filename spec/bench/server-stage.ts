import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort } from '../support/free-port.js';
import { testPython } from '../support/python.js';
import { startDevmgr, temporaryHome } from '../support/run-devmgr.js';

type Report = Readonly<Record<string, unknown>>;

/** A project in a temporary folder whose server `devmgr server start --json` runs. */
export interface HeadlessStage {
  readonly root: string;
  readonly url: string;
  write(path: string, text: string): void;
  /** The next state that is such, after those that were asked for before. */
  next(holds: (state: Report) => boolean): Promise<Report>;
  close(): Promise<void>;
}

const environment = { PYTHONDONTWRITEBYTECODE: '1' };

/** `app`: main.py. `settings`: of .devmgr.toml. */
export async function headlessStage(app: string, settings: string): Promise<HeadlessStage> {
  const root = mkdtempSync(join(tmpdir(), 'devmgr-bench-'));
  const home = temporaryHome();
  const port = await freePort();
  const write = (path: string, text: string) => writeFileSync(join(root, path), text);
  write('main.py', app);
  write('.devmgr.toml', settings);
  const env = { DEVMGR_PYTHON: testPython(), ...environment };
  const args = ['server', 'start', 'api', '--port', String(port), '--json'];
  const devmgr = startDevmgr(args, { cwd: root, home: home.path, env, timeoutMs: 600_000 });
  let seen = 0;
  return {
    root,
    url: `http://127.0.0.1:${port}`,
    write,
    async next(holds) {
      for (const until = performance.now() + 60_000; performance.now() < until; await delay(1)) {
        const lines = devmgr.stdout().split('\n').slice(0, -1);
        const at = lines.findIndex((line, index) => index >= seen && holds(JSON.parse(line) as Report));
        if (at === -1) continue;
        seen = at + 1;
        return JSON.parse(lines[at] ?? '') as Report;
      }
      throw new Error(`It never was so:\n${devmgr.stdout()}\n${devmgr.stderr()}`);
    },
    async close() {
      devmgr.child.kill('SIGINT');
      await devmgr.done;
      rmSync(root, { recursive: true, force: true, maxRetries: 5 });
      home.remove();
    },
  };
}

/** uvicorn as a person starts it in a folder; resolves when it has said that it runs. */
export async function plainUvicorn(root: string, port: number, ...args: readonly string[]): Promise<ChildProcess> {
  const command = ['-m', 'uvicorn', 'main:app', '--port', String(port), ...args];
  const env = { ...process.env, ...environment };
  const child = spawn(testPython(), command, { cwd: root, env, stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  while (!said.includes('startup complete')) said += String((await once(child.stderr, 'data'))[0]);
  child.stderr.resume();
  return child;
}
