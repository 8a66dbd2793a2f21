import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { runDevmgr, startDevmgr, temporaryHome } from '../../../support/run-devmgr.js';

let root: string;
let home: ReturnType<typeof temporaryHome>;

const TALKS = 'for i in 1 2 3 4 5; do echo "said $i"; done; while true; do sleep 0.2; echo "token=$SECRET_KEY"; done';

beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'devmgr-attach-')));
  home = temporaryHome();
  const tables = [
    `[servers.talks]\ncommand = ["sh", "-c", ${JSON.stringify(TALKS)}]\nenv = { SECRET_KEY = "correct-horse-battery" }`,
    '[servers.db]\ncommand = ["sh", "-c", "echo ready; exec sleep 600"]',
    '[servers.job]\ncommand = ["sh", "-c", "echo migrated"]',
  ];
  writeFileSync(join(root, '.devmgr.toml'), `${tables.join('\n')}\n`);
});

afterEach(async () => {
  await server('stop', '--all');
  await home.unused();
  rmSync(root, { recursive: true, force: true });
  home.remove();
});

const options = () => ({ cwd: root, home: home.path });
const server = (...args: string[]) => runDevmgr(['server', ...args], options());
const reports = async () =>
  (JSON.parse((await server('status', '--json')).stdout) as { servers: readonly Record<string, unknown>[] }).servers;
const report = async (name: string) => (await reports()).find((each) => each['name'] === name);

it('server attach follows what runs elsewhere and leaves it alone; server logs prints its last lines', async () => {
  await server('start', '--detach', 'talks');
  const attached = startDevmgr(['server', 'attach', 'talks'], options());
  await attached.waitFor(/said 5[^]*token=/);
  attached.child.kill('SIGINT');
  const { code, stdout } = await attached.done;
  expect(code).toBe(130);
  expect(stdout).not.toContain('correct-horse-battery');
  expect(await report('talks')).toMatchObject({ status: 'running', detached: true });

  const logs = await server('logs', 'talks', '--lines', '2');
  expect({ code: logs.code, stderr: logs.stderr }).toEqual({ code: 0, stderr: '' });
  expect(logs.stdout.trim().split('\n')).toHaveLength(2);
  expect(logs.stdout).toContain('token=');
  expect(logs.stdout).not.toContain('correct-horse-battery');
  const json = JSON.parse((await server('logs', 'talks', '--json')).stdout) as {
    servers: { name: string; lines: { text: string }[] }[];
  };
  expect(json.servers.map(({ name }) => name)).toEqual(['talks']);
  expect(json.servers[0]?.lines.map(({ text }) => text)).toContain('said 1');
  expect(JSON.stringify(json)).not.toContain('correct-horse-battery');
  expect((await server('start', 'talks')).stderr).toContain('devmgr server attach talks');

  const last = startDevmgr(['server', 'attach'], options());
  await last.waitFor('token=');
  await server('stop', 'talks');
  expect((await last.done).code).toBe(0);
});

it('server attach and server logs say that a server does not run', async () => {
  expect(await server('attach', 'db')).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('db does not run') as string,
  });
  const logs = await server('logs', 'db');
  expect(logs).toMatchObject({ code: 1, stdout: '' });
  expect(logs.stderr).toContain('devmgr logs --source db');
  expect((await server('logs', 'db', '--lines', '0')).code).toBe(2);
});

it('server start and restart give a stopped server back to the devmgr that ran it', async () => {
  await server('start', '--detach', 'talks', 'db', 'job');
  const owner = (await report('talks'))?.['owner'];
  expect(await report('job')).toMatchObject({ status: 'stopped', completedAt: expect.any(Number) as number });
  await server('stop', 'db');
  expect(await report('db')).toMatchObject({ status: 'stopped' });
  const started = startDevmgr(['server', 'start', 'db'], options());
  await started.waitFor(`db is started in the background (devmgr ${String(owner)}), which ran it before`);
  await started.waitFor('ready');
  started.child.kill('SIGINT');
  expect((await started.done).code).toBe(130);
  expect(await report('db')).toMatchObject({ status: 'running', owner });

  await server('stop', 'db');
  expect(await server('restart', 'db')).toMatchObject({ code: 0, stderr: '' });
  expect(await report('db')).toMatchObject({ status: 'running', owner });
  const before = Number((await report('job'))?.['completedAt']);
  expect((await server('restart', 'job')).code).toBe(0);
  await expect.poll(async () => Number((await report('job'))?.['completedAt'])).toBeGreaterThan(before);
});
