import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { freePort } from '../support/free-port.js';
import { runDevmgr, startDevmgr, temporaryHome, type RunningDevmgr } from '../support/run-devmgr.js';

let root: string;
let home: ReturnType<typeof temporaryHome>;
let running: RunningDevmgr[];

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'devmgr-cli-'));
  home = temporaryHome();
  running = [];
});

afterEach(async () => {
  for (const { child } of running) child.kill('SIGKILL');
  await Promise.all(running.map(({ done }) => done));
  rmSync(root, { recursive: true, force: true, maxRetries: 5 });
  home.remove();
});

const options = () => ({ cwd: root, home: home.path });
const server = (...args: string[]) => runDevmgr(['server', ...args], options());
const start = (...args: string[]) => {
  const devmgr = startDevmgr(['server', 'start', ...args], options());
  running.push(devmgr);
  return devmgr;
};
const settings = (text: string) => writeFileSync(join(root, '.devmgr.toml'), text);
const node = (script: string) => JSON.stringify([process.execPath, '-e', script]);
/** Listens after a moment, and says when it is told to end. */
const listener = (name: string, port: number) =>
  node(
    `process.on('SIGTERM', () => { console.log('${name} ends'); process.exit(0) });
     setTimeout(() => require('net').createServer().listen(${port}, '127.0.0.1', () => console.log('${name} listens')), 300)`,
  );
/** What comes in a text in this order; fails when something is not there. */
function inOrder(text: string, ...parts: string[]): void {
  const places = parts.map((part) => text.indexOf(part));
  expect(places, text).not.toContain(-1);
  expect(places).toEqual([...places].sort((a, b) => a - b));
}

async function twoServers(): Promise<void> {
  const [db, api] = [await freePort(), await freePort()];
  settings(`[servers.db]
command = ${listener('db', db)}
port = ${db}
health = { tcp = true, interval = 0.2 }
[servers.migrate]
command = ["sh", "-c", "echo migrated; sleep 0.3"]
depends-on = ["db"]
[servers.api]
command = ${listener('api', api)}
port = ${api}
health = { tcp = true, interval = 0.2 }
depends-on = { migrate = "completed", db = "healthy" }`);
}

describe('devmgr server start with several', () => {
  it('starts what is needed first, and stops in reverse order at Ctrl-C', async () => {
    await twoServers();
    const devmgr = start('api');
    await devmgr.waitFor('● api healthy');
    inOrder(devmgr.stdout(), 'db      | db listens', '● db healthy', 'migrate | migrated', 'api     | api listens');
    inOrder(devmgr.stderr(), '◐ db starting', '✓ migrate completed', '◐ api starting');
    devmgr.child.kill('SIGINT');
    const { code, stdout } = await devmgr.done;
    expect(code).toBe(130);
    inOrder(stdout, 'api     | api ends', 'db      | db ends');
    expect(JSON.parse((await server('status', '--json')).stdout)).toMatchObject({
      servers: [{ status: 'stopped' }, { status: 'stopped' }, { status: 'stopped' }],
    });
  });

  it('ends with what was started for it when the named one is stopped from another terminal', async () => {
    await twoServers();
    const devmgr = start('api');
    await devmgr.waitFor('● api healthy');
    expect((await server('stop', 'api')).stdout).toBe('api stopped\n');
    const { code, stdout } = await devmgr.done;
    expect(code).toBe(0);
    expect(stdout).toContain('db ends');
  });

  it('says that others go on without what they need', async () => {
    await twoServers();
    const devmgr = start('--all');
    await devmgr.waitFor('● api healthy');
    const { stdout, stderr } = await server('stop', 'db', 'migrate');
    expect(stdout).toBe('db stopped\nmigrate does not run\n');
    expect(stderr).toBe('! api depends on db and goes on\n');
    expect((await server('stop', '--all')).stdout).toBe('db does not run\nmigrate does not run\napi stopped\n');
    expect((await devmgr.done).code).toBe(0);
  });

  it('leaves the others alone when one cannot be tried or crashes, and ends with 1', async () => {
    const port = await freePort();
    settings(`[servers.gone]
command = ["${root}/no-such-program"]
[servers.away]
command = ["sleep", "9"]
env-file = "nowhere.env"
[servers.good]
command = ${listener('good', port)}
port = ${port}
health = { tcp = true, interval = 0.2 }`);
    const devmgr = start('gone', 'away', 'good');
    await devmgr.waitFor('● good healthy');
    await devmgr.waitFor(/✗ gone could not be started: .*no-such-program/);
    await devmgr.waitFor(/✗ away: .*nowhere\.env/);
    await server('stop', 'good');
    expect((await devmgr.done).code).toBe(1);
  });

  it('has one JSON document a line, which tells what is waited for', async () => {
    await twoServers();
    const devmgr = start('api', '--json');
    await devmgr.waitFor(/"name":"api","status":"running","health":"healthy"/);
    devmgr.child.kill('SIGINT');
    const lines = (await devmgr.done).stdout.trim().split('\n');
    const states = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(states).toContainEqual(
      expect.objectContaining({ name: 'api', status: 'starting', phase: 'waiting', waitsFor: ['migrate'] }),
    );
    expect(states).toContainEqual(expect.objectContaining({ name: 'migrate', status: 'stopped', kind: 'command' }));
    expect(states.find(({ completedAt }) => completedAt !== undefined)).toMatchObject({ name: 'migrate' });
  });

  it.each([
    [['a', 'b', '--port', '1'], '--port is for one server'],
    [['a', '--all'], '--all names every server already'],
    [['a', 'c'], 'No server is called "c"'],
  ])('%j is refused', async (args, message) => {
    settings('[servers.a]\ncommand = "true"\n[servers.b]\ncommand = "true"');
    const { code, stderr } = await server('start', ...args);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });
});

describe('devmgr server list', () => {
  it('tells what the settings say, and what is wrong with them', async () => {
    settings(
      '[servers.a]\ncommand = "sleep 5"\ndepends-on = ["b"]\n[servers.b]\nurl = "http://127.0.0.1:1"\n[servers.c]\ncommmand = "x"',
    );
    const { code, stdout, stderr } = await server('list');
    expect(code).toBe(3);
    expect(stdout.split('\n').slice(0, 3)).toEqual([
      'NAME  KIND     STATE    AT                  NEEDS  FROM          TARGET',
      'a     command  stopped  -                   b      .devmgr.toml  sleep 5 (default)',
      expect.stringMatching(
        /^b {5}url {6}\S+ +http:\/\/127\.0\.0\.1:1 {2}- {6}\.devmgr\.toml {2}http:\/\/127\.0\.0\.1:1$/,
      ),
    ]);
    expect(stdout).toMatch(/^! c {2}wrong settings {2}.*commmand.*command/m);
    expect(stderr.match(/commmand/g)).toHaveLength(1);
    const document = JSON.parse((await server('list', '--json')).stdout) as { servers: unknown[]; problems: unknown[] };
    expect(document.servers[0]).toMatchObject({ name: 'a', dependsOn: { b: 'healthy' }, restart: 'no' });
    expect(document.problems).toHaveLength(1);
  });
});

describe('devmgr server free', () => {
  let holder: ChildProcess;
  let port: number;

  beforeEach(async () => {
    port = await freePort();
    const script = `require('net').createServer().listen(${port}, '127.0.0.1', () => console.log('ready'))`;
    holder = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'ignore'], detached: true });
    if (holder.stdout) await once(holder.stdout, 'data');
  });
  afterEach(() => holder.kill('SIGKILL'));

  it('ends nothing without being told to, and says whom it would end', async () => {
    const { code, stderr } = await server('free', String(port));
    expect(code).toBe(2);
    expect(stderr).toContain(`Port ${port} is held by pid ${holder.pid} (`);
    expect(holder.exitCode).toBeNull();
  });

  it('ends what holds the port', async () => {
    const listed = JSON.parse((await server('ports', '--json')).stdout) as { ports: unknown[] };
    expect(listed.ports).toContainEqual(expect.objectContaining({ port, pid: holder.pid, server: null }));
    const ended = once(holder, 'exit');
    const { code, stdout } = await server('free', String(port), '--yes');
    expect(code).toBe(0);
    expect(stdout).toContain(`port ${port} is free: pid ${holder.pid} (`);
    await ended;
    expect((await server('free', String(port))).stdout).toBe(`port ${port} is free\n`);
  });

  it('does not end devmgr, or what it was started by', async () => {
    const own = startDevmgr(['server', 'free', 'x'], options());
    expect((await own.done).stderr).toContain('"x" is no port');
  });
});

describe('devmgr server import', () => {
  it('prints settings, and tells what was left out', async () => {
    writeFileSync(join(root, 'Procfile'), 'web: uvicorn main:app --port $PORT\nnothing\n');
    expect(await server('import')).toEqual({
      code: 0,
      stdout: '[tool.devmgr.servers.web]\napp = "main:app"\n',
      stderr:
        '! Procfile:1 web: $PORT is left out: devmgr gives it the next port of the project; write port = ... for a fixed one\n' +
        '! Procfile:2 "nothing" is not written as name: command\n',
    });
  });

  it('adds them to the settings, never twice, and in a way that they are understood', async () => {
    writeFileSync(join(root, 'pyproject.toml'), '[project]\nname = "x"\n[tool.devmgr.servers.db]\nport = 1\n');
    writeFileSync(join(root, 'Procfile'), 'db: postgres\nweb: sleep 5 # five\nworker: sleep 6');
    const first = await server('import', 'Procfile', '--write');
    expect(first).toMatchObject({ code: 0, stdout: 'Added to pyproject.toml: web, worker\n' });
    expect(first.stderr).toBe('! db stands in pyproject.toml already and was left as it is\n');
    const text = readFileSync(join(root, 'pyproject.toml'), 'utf8');
    expect(text).toContain('port = 1\n\n[tool.devmgr.servers.web]\ncommand = ["sh", "-c", "sleep 5 # five"]\n');
    expect((await server('list')).stdout).toContain('sh -c');
    expect(JSON.parse((await server('import', '--write', '--json')).stdout)).toMatchObject({
      format: 'Procfile',
      written: { added: [], present: [{ name: 'db' }, { name: 'web' }, { name: 'worker' }] },
    });
    expect(readFileSync(join(root, 'pyproject.toml'), 'utf8')).toBe(text);
  });

  it('leaves secrets out', async () => {
    const key = `sk-${'a1B2'.repeat(12)}`;
    writeFileSync(
      join(root, 'process-compose.yml'),
      `processes: {a: {command: x, environment: ["API_KEY=${key}", "B=1"]}}`,
    );
    const { stdout, stderr } = await server('import');
    expect(stdout).toBe('[tool.devmgr.servers.a]\ncommand = "x"\nenv = { B = "1" }\n');
    expect(stderr).toContain('a: API_KEY looks like a secret and is left out');
    expect(stderr).not.toContain(key);
  });

  it.each([
    [[], 2, 'This project has neither a Procfile nor a process-compose.yaml'],
    [['nowhere'], 2, 'There is no '],
    [['compose.yaml'], 3, 'compose.yaml describes containers, which devmgr does not run'],
    [['.'], 2, 'is no file'],
  ])('%j is refused', async (args, code, message) => {
    if (args.length > 0) writeFileSync(join(root, 'compose.yaml'), 'services: {a: {image: b}}');
    const result = await server('import', ...args);
    expect({ code: result.code, stderr: result.stderr }).toEqual({ code, stderr: expect.stringContaining(message) });
  });
});
