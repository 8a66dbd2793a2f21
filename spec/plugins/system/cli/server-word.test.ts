import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { freePort } from '../../../support/free-port.js';
import { testPython } from '../../../support/python.js';
import { runDevmgr, startDevmgr, temporaryHome } from '../../../support/run-devmgr.js';
import { GOOD_APP } from '../support/server-project.js';

let root: string;
let home: ReturnType<typeof temporaryHome>;
let port: number;

beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'devmgr-cli-'));
  home = temporaryHome();
  port = await freePort();
  write('main.py', GOOD_APP);
});

afterEach(() => {
  rmSync(root, { recursive: true, force: true });
  home.remove();
});

function write(path: string, text: string): void {
  mkdirSync(join(root, path, '..'), { recursive: true });
  writeFileSync(join(root, path), text);
}

const options = () => ({ cwd: root, home: home.path, env: { DEVMGR_PYTHON: testPython() } });
const server = (...args: string[]) => runDevmgr(['server', ...args], options());
const serve = (...args: string[]) => startDevmgr(['server', 'start', '--port', String(port), ...args], options());
const json = (text: string): { servers: Record<string, unknown>[] } =>
  JSON.parse(text) as { servers: Record<string, unknown>[] };

describe('devmgr server', () => {
  it('runs in the foreground and is steered from another terminal', async () => {
    const running = serve();
    await running.waitFor(`● api healthy at http://127.0.0.1:${port} (pid `);
    const status = await server('status', '--json');
    expect(status.code).toBe(0);
    expect(json(status.stdout).servers).toMatchObject([
      { name: 'api', status: 'running', health: 'healthy', url: `http://127.0.0.1:${port}`, restarts: 0 },
    ]);
    expect((await server('restart', 'api')).code).toBe(0);
    const restarted = json((await server('list', '--json')).stdout).servers[0];
    expect(restarted).toMatchObject({ status: 'running', restarts: 0 });
    expect(await server('stop')).toMatchObject({ code: 0, stdout: 'api stopped\n' });
    const { code, stdout } = await running.done;
    expect(code).toBe(0);
    expect(stdout).toContain('Uvicorn running on');
    expect(stdout).not.toContain('GET /');
    expect(await server('stop')).toMatchObject({ code: 0, stdout: 'api does not run\n' });
  });

  it('stops politely at Ctrl-C', async () => {
    const running = serve();
    await running.waitFor('● api healthy');
    running.child.kill('SIGINT');
    const { code, stdout } = await running.done;
    expect(code).toBe(130);
    expect(stdout).toContain('Application shutdown complete.');
    expect(json((await server('status', '--json')).stdout).servers).toMatchObject([{ status: 'stopped', pid: null }]);
  });

  it('prints one JSON document a change, and the lines on stderr', async () => {
    const running = serve('--json');
    await running.waitFor('"health":"healthy"');
    expect((await server('stop', '--json')).stdout).toContain('"status":"stopped"');
    const { stdout, stderr } = await running.done;
    const states = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { status: string; phase?: string })
      .map(({ status, phase }) => phase ?? status);
    const steps = states.filter((state, index) => state !== states[index - 1]);
    expect(steps).toEqual(['starting', 'importing', 'starting', 'running', 'stopping', 'stopped']);
    expect(stderr).toContain('Uvicorn running on');
  });

  it('ends with 1 and the cause when the server crashes', async () => {
    write('main.py', `${GOOD_APP}\nimport no_such_module`);
    const { code, stdout, stderr } = await serve().done;
    expect(code).toBe(1);
    expect(stdout).toContain('Traceback (most recent call last)');
    // The traceback stands on stdout and is not told twice.
    const cause = "  main.py:7\n  ModuleNotFoundError: No module named 'no_such_module'\n";
    const told = stderr.slice(stderr.indexOf('✗'));
    expect(told).toContain(`✗ api ended with code 1\n${cause}  Install what it needs: `);
    expect(told.trimEnd().split('\n')).toHaveLength(4);
  });

  it('ends with 5 and the next free port when the port is taken', async () => {
    const other = createServer().listen(port, '127.0.0.1');
    await once(other, 'listening');
    const { code, stderr } = await serve().done;
    other.close();
    expect(code).toBe(5);
    expect(stderr).toMatch(new RegExp(`Port ${port} is taken by pid ${process.pid} \\(`));
    expect(stderr).toMatch(/Port \d+ is free: --port \d+/);
  });

  it('runs a name once in a project', async () => {
    const first = serve();
    await first.waitFor('● api healthy');
    const second = await startDevmgr(['server', 'start', '--port', String(await freePort())], options()).done;
    expect(second.code).toBe(5);
    expect(second.stderr).toContain(`api runs already in another devmgr (pid ${first.child.pid})`);
    expect(json((await server('status', '--json')).stdout).servers).toHaveLength(1);
    await server('stop', 'api');
    expect((await first.done).code).toBe(0);
  });

  it('has nothing left when it is killed', async () => {
    const running = serve('--json');
    await running.waitFor('"health":"healthy"');
    running.child.kill('SIGKILL');
    await running.done;
    const stopped = await server('stop', '--json');
    expect(stopped.code).toBe(0);
    const status = await server('status', '--json');
    expect(status.code).toBe(0);
    expect(json(status.stdout).servers).toMatchObject([{ name: 'api', status: 'stopped' }]);
  });

  it.each([
    [['start', 'nobody'], 2, 'No server is called "nobody"'],
    [['start', '--app', 'nowhere.py'], 2, '"nowhere.py" names no application'],
    [['start', '--app', 'main.py:nothing'], 2, /main.py has no application nothing\n {2}.*--app main:app/],
    [['start', 'nobody', '--app', 'main.py'], 2, 'No server is called "nobody"'],
    [['start', '--port', '99999'], 2, /^[^◐]*99999 is no port[^◐]*$/],
    [['restart'], 1, 'api does not run'],
    [['jump'], 2, 'devmgr: '],
    [['status', '--detach'], 2, 'server status has no --detach'],
    [['list', '-H', 'A: b'], 2, 'server list has no --header'],
    [['stop', '--port', '1'], 2, /has no --port\n {2}It belongs to: server start/],
  ])('server %j ends with %i', async (args, code, text) => {
    const result = await server(...args);
    expect({ code: result.code, stderr: result.stderr }).toEqual({ code, stderr: expect.stringMatching(text) });
  });

  it('means the application of the folder, and takes a path for its name', async () => {
    write('pyproject.toml', '[project]\nname = "shop"\n');
    write('services/users/main.py', GOOD_APP);
    write('services/mail/main.py', GOOD_APP);
    const list = (cwd: string) => runDevmgr(['server', 'list', '--json'], { ...options(), cwd: join(root, cwd) });
    const standard = async (cwd: string) =>
      json((await list(cwd)).stdout)
        .servers.filter((each) => each['default'] === true)
        .map(({ name }) => name);
    expect(await standard('services/users')).toEqual(['users']);
    expect(await standard('.')).toEqual([json((await list('.')).stdout).servers[0]?.['name']]);
    const running = startDevmgr(['server', 'start', '--app', 'main.py', '--port', String(port)], {
      ...options(),
      cwd: join(root, 'services/mail'),
    });
    await running.waitFor('● mail healthy');
    expect(json((await server('list', '--json')).stdout).servers.find(({ name }) => name === 'users')).toMatchObject({
      host: '127.0.0.1',
      port: expect.any(Number) as number,
    });
    expect((await server('stop')).stdout).toBe('mail stopped\n');
    await running.done;
  });

  it('tells what it tried where there is no application', async () => {
    rmSync(join(root, 'main.py'));
    const result = await server('start');
    expect(result.code).toBe(3);
    expect(result.stderr).toContain('not there: main.py, app.py');
    expect(await server('status', '--json')).toMatchObject({ code: 0, stdout: '{"servers":[]}\n' });
    expect((await server('list')).stderr).toContain('Tried:');
  });
});
