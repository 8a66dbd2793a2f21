import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { freePort } from '../../../support/free-port.js';
import { testPython } from '../../../support/python.js';
import { runDevmgr, startDevmgr, temporaryHome } from '../../../support/run-devmgr.js';
import { GOOD_APP } from '../support/server-project.js';

interface Report {
  readonly name: string;
  readonly status: string;
  readonly health: string;
  readonly pid: number;
  readonly owner?: number;
  readonly detached?: true;
  readonly leftover?: true;
}

let root: string;
let home: ReturnType<typeof temporaryHome>;
let port: number;

beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'devmgr-detached-'));
  home = temporaryHome();
  port = await freePort();
  writeFileSync(join(root, 'main.py'), GOOD_APP);
});

afterEach(async () => {
  await server('stop', '--all');
  await expect.poll(leftBehind).toEqual([]);
  await home.unused();
  rmSync(root, { recursive: true, force: true });
  home.remove();
});

const options = () => ({ cwd: root, home: home.path, env: { DEVMGR_PYTHON: testPython() } });
const server = (...args: string[]) => runDevmgr(['server', ...args], options());
const detach = (...args: string[]) => server('start', '--detach', '--port', String(port), ...args);
const reports = async () =>
  (JSON.parse((await server('status', '--json')).stdout) as { servers: readonly Report[] }).servers;

/** Files of the folders in which devmgrs tell each other what they run. */
function leftBehind(): readonly string[] {
  const projects = join(home.path, 'projects');
  return readdirSync(projects).flatMap((project) =>
    ['servers', 'claims', 'processes'].flatMap((folder) => {
      try {
        return readdirSync(join(projects, project, 'run', folder));
      } catch {
        return [];
      }
    }),
  );
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

describe('devmgr server start --detach', () => {
  it('goes on after its devmgr, is seen and steered by later ones, and ends with its last server', async () => {
    const started = await detach();
    expect(started.stderr).toBe('');
    expect(started.stdout).toMatch(new RegExp(`^● api healthy at http://127.0.0.1:${port} \\(pid \\d+\\)\n`));
    expect(started.code).toBe(0);
    const [api] = await reports();
    expect(api).toMatchObject({ name: 'api', status: 'running', health: 'healthy', detached: true });
    const keeper = api?.owner ?? 0;
    expect(isAlive(keeper)).toBe(true);
    const again = await server('start', '--port', String(await freePort()));
    expect(again).toMatchObject({ code: 5, stdout: '' });
    expect(again.stderr).toContain(`api runs already in the background (devmgr ${keeper})`);
    expect((await server('restart', 'api')).code).toBe(0);
    const [restarted] = await reports();
    expect(restarted).toMatchObject({ status: 'running', owner: keeper });
    expect(restarted?.pid).not.toBe(api?.pid);
    // Closing a terminal does not reach it: it is in a session of its own, which has none.
    expect(await server('stop')).toMatchObject({ code: 0, stdout: 'api stopped\n' });
    await expect.poll(() => isAlive(keeper)).toBe(false);
  });

  it('is one for all that are started at the same time', async () => {
    writeFileSync(
      join(root, '.devmgr.toml'),
      '[servers.one]\ncommand = ["sleep", "600"]\n[servers.two]\ncommand = ["sleep", "600"]\n',
    );
    const results = await Promise.all(['one', 'two'].map((name) => server('start', '--detach', name)));
    expect(results.map(({ code, stderr }) => ({ code, stderr }))).toEqual([
      { code: 0, stderr: '' },
      { code: 0, stderr: '' },
    ]);
    const running = (await reports()).filter(({ status }) => status === 'running');
    expect(running.map(({ name }) => name).sort()).toEqual(['one', 'two']);
    expect(new Set(running.map(({ owner }) => owner)).size).toBe(1);
  });

  it('takes what a server needs from the devmgr that runs it', async () => {
    const [needed, needing] = [`[tool.devmgr.servers.db]\ncommand = "sleep 600"`, `[tool.devmgr.servers.api]`];
    const table = `${needing}\napp = "main:app"\ndepends-on = { db = "started" }`;
    writeFileSync(join(root, 'pyproject.toml'), `${needed}\n\n${table}\n`);
    const db = startDevmgr(['server', 'start', 'db'], options());
    await db.waitFor('db running');
    expect(await detach('api')).toMatchObject({ code: 0 });
    expect(await reports()).toMatchObject([
      { name: 'db', status: 'running' },
      { name: 'api', status: 'running', detached: true },
    ]);
    await server('stop', '--all');
    await db.done;
  });

  it('ends with 1, the last lines and nothing left when the server crashes', async () => {
    writeFileSync(join(root, 'main.py'), `${GOOD_APP}\nimport no_such_module`);
    const { code, stdout, stderr } = await detach();
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain("ModuleNotFoundError: No module named 'no_such_module'");
    expect(stderr).toContain('✗ api');
    expect(await reports()).toMatchObject([{ status: 'stopped' }]);
  });

  it('tells what cannot even be tried', async () => {
    const { code, stderr } = await detach('--app', 'nowhere.py');
    expect(code).toBe(2);
    expect(stderr).toContain('nowhere.py');
  });

  it('leaves nothing that a later devmgr does not clear when it is killed', async () => {
    await detach();
    const [api] = await reports();
    process.kill(api?.owner ?? 0, 'SIGKILL');
    // Its watchdog ends what it ran.
    await expect.poll(() => isAlive(api?.pid ?? 0)).toBe(false);
    expect(await reports()).toMatchObject([{ name: 'api', status: 'stopped' }]);
    expect((await detach()).code).toBe(0);
    expect(await reports()).toMatchObject([{ health: 'healthy', detached: true }]);
  });

  it('follows the settings files, and says when it is suspended', async () => {
    const table = (seconds: number) =>
      writeFileSync(join(root, '.devmgr.toml'), `[servers.job]\ncommand = ["sleep", "${seconds}"]\n`);
    table(600);
    await server('start', '--detach', 'job');
    table(700);
    await expect.poll(async () => (await server('restart', 'job')).stdout).toContain('sleep 700');
    const job = (await reports()).find(({ name }) => name === 'job');
    process.kill(job?.owner ?? 0, 'SIGSTOP');
    const status = await server('status');
    process.kill(job?.owner ?? 0, 'SIGCONT');
    expect(status.code).toBe(1);
    expect(status.stdout).toContain(`! job: devmgr ${job?.owner} that runs it does not answer`);
    expect((await server('stop', 'job')).stdout).toBe('job stopped\n');
  });

  it('is ended politely by SIGTERM', async () => {
    await detach();
    const [api] = await reports();
    process.kill(api?.owner ?? 0, 'SIGTERM');
    await expect.poll(() => isAlive(api?.owner ?? 0) || isAlive(api?.pid ?? 0)).toBe(false);
    expect(leftBehind()).toEqual([]);
  });
});

describe('devmgr server status --watch', () => {
  it('prints a snapshot and then every change, one document a line, until Ctrl-C', async () => {
    const watching = startDevmgr(['server', 'status', '--watch', '--json'], options());
    await watching.waitFor('"snapshot"');
    await detach();
    await watching.waitFor('"healthy"');
    await server('stop');
    await watching.waitFor(/"stopping"[^]*"stopped"/);
    watching.child.kill('SIGINT');
    const { code, stdout } = await watching.done;
    expect(code).toBe(130);
    const documents = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { type: string; servers?: Report[]; server?: Report });
    expect(documents[0]).toMatchObject({ type: 'snapshot', servers: [{ name: 'api', status: 'stopped' }] });
    expect(documents.slice(1).every(({ type }) => type === 'change')).toBe(true);
    const states = documents.slice(1).map(({ server: report }) => `${report?.status} ${report?.health}`);
    expect(states[0]).toBe('starting unknown');
    expect(states).toContain('running healthy');
    expect(states.slice(-2)).toEqual(['stopping unknown', 'stopped unknown']);
    // Measurements are no changes.
    expect(documents.length).toBeLessThan(10);
  });

  it('ends when nobody reads any more', async () => {
    const watching = startDevmgr(['server', 'status', '--watch', '--json', '--metrics'], options());
    await watching.waitFor('"snapshot"');
    watching.child.stdout?.destroy();
    await detach();
    expect((await watching.done).code).toBe(0);
  });
});
