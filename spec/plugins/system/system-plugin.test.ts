import { chmodSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PluginManifest, Screen } from 'devmgr/plugin-api';
import { ServerChanged, Servers } from 'devmgr/plugin-api/contracts/servers';
import { createTestContext, type TestContext } from 'devmgr/plugin-api/testing';
import { createProcesses, type ProcessesHost } from '../../../core/processes/create-processes.js';
import plugin from '../../../plugins/system/index.js';
import { freePort } from '../../support/free-port.js';
import { testPython } from '../../support/python.js';
import { GOOD_APP, systemClock } from './support/server-project.js';
import { until } from './support/until.js';

const manifestFile = new URL('../../../plugins/system/package.json', import.meta.url);
const { devmgr: manifest } = JSON.parse(readFileSync(manifestFile, 'utf8')) as { devmgr: PluginManifest };

let home: string;
let root: string;
let port: number;
let processes: ProcessesHost;
let made: TestContext;

beforeEach(async () => {
  home = realpathSync(mkdtempSync(join(tmpdir(), 'devmgr-system-')));
  root = join(home, 'project');
  port = await freePort();
  write('main.py', GOOD_APP);
  const env = Object.fromEntries(Object.entries(process.env).flatMap(([key, value]) => (value ? [[key, value]] : [])));
  const nothing = () => undefined;
  processes = createProcesses({
    env,
    runDir: join(home, 'run'),
    onLine: nothing,
    now: () => Date.now(),
    report: nothing,
  });
});

afterEach(async () => {
  await made.dispose();
  await processes.dispose();
  rmSync(home, { recursive: true, force: true });
});

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

async function activate(
  settings: Readonly<Record<string, unknown>> = {},
  screen: Partial<Screen> = {},
): Promise<Servers> {
  made = createTestContext({
    manifest,
    root,
    pluginDir: fileURLToPath(new URL('../../../plugins/system', import.meta.url)),
    storageDir: home,
    processes,
    clock: systemClock,
    settings: { port, python: testPython(), 'health-interval': 0.2, 'stop-timeout': 1, ...settings },
    screen,
  });
  await made.activate(plugin);
  return made.context.services.require(Servers);
}

describe('the system plugin', () => {
  it('registers every command that its manifest declares', async () => {
    await activate();
    expect([...made.handlers.keys()].sort()).toEqual(manifest.commands?.map(({ id }) => id).sort());
  });

  it('gives other plugins servers and tells them of changes', async () => {
    const servers = await activate();
    const heard: string[] = [];
    made.context.events.on(ServerChanged)(({ before, after }) => heard.push(`${before.status}>${after.status}`));
    await servers.start('api');
    await until(servers.all, ([api]) => api?.status === 'running' && api.health.kind === 'healthy');
    await servers.stop('api');
    // How often its phase changes on the way is told elsewhere.
    expect(heard.filter((change) => change !== 'starting>starting')).toEqual([
      'stopped>starting',
      'starting>running',
      'running>stopping',
      'stopping>stopped',
    ]);
    const messages = made.logged.map(({ message }) => message);
    expect(messages[0]).toBe(`api starts main:app at http://127.0.0.1:${port}`);
    expect(messages).toContain('api is stopped');
  });

  it('says why a command cannot run', async () => {
    const servers = await activate();
    expect(await made.runCommand('system.stop-server')).toBeUndefined();
    expect(servers.all.get()).toMatchObject([{ name: 'api', status: 'stopped' }]);
    expect(await made.runCommand('system.stop-server')).toBe('api does not run');
    expect(await made.runCommand('system.restart-server')).toBe('api does not run: start it');
    expect(await made.runCommand('system.open-server')).toBe('api does not run');
    expect(await made.runCommand('system.start-server')).toBeUndefined();
    expect(await made.runCommand('system.start-server')).toBe('api is running already');
    expect(await made.runCommand('system.restart-server')).toBeUndefined();
    expect(servers.all.get()).toMatchObject([{ status: 'running', restarts: 0 }]);
  });

  it('starts with the screen what is switched on', async () => {
    const servers = await activate({ autostart: true }, { isInteractive: true });
    await until(servers.all, ([api]) => api?.status === 'running');
  });

  it('starts nothing by itself without a screen or with the switch off', async () => {
    const servers = await activate({ autostart: true });
    expect(await made.runCommand('system.toggle-autostart')).toBeUndefined();
    expect(made.context.storage.state.get('servers')).toEqual({ api: { autostart: false } });
    expect(made.notifications.at(-1)?.message).toBe('api no longer starts with devmgr');
    expect(servers.all.get()).toMatchObject([{ status: 'stopped' }]);
  });

  it('tells of an automatic start that failed', async () => {
    const holder = createServer();
    await new Promise<void>((resolve) => holder.listen(port, '127.0.0.1', resolve));
    const told = new Promise<string>((resolve) => {
      void activate({ autostart: true }, { isInteractive: true, notify: ({ message }) => resolve(message) });
    });
    expect(await told).toContain(`api was not started: Port ${port} is taken by pid ${process.pid}`);
    await new Promise((resolve) => holder.close(resolve));
  });

  it('does not take the next port when the person says no', async () => {
    const holder = createServer();
    await new Promise<void>((resolve) => holder.listen(port, '127.0.0.1', resolve));
    const servers = await activate();
    await made.runCommand('system.start-server');
    expect(servers.all.get()).toMatchObject([{ status: 'stopped' }]);
    await new Promise((resolve) => holder.close(resolve));
  });

  it('leaves the server alone when it cannot be restarted at the port that was chosen', async () => {
    const holder = createServer();
    const taken = await freePort();
    await new Promise<void>((resolve) => holder.listen(taken, '127.0.0.1', resolve));
    const servers = await activate();
    await servers.start('api');
    const before = servers.all.get()[0];
    await made.context.storage.state.set('servers', { api: { port: taken } });
    await made.runCommand('system.restart-server');
    expect(servers.all.get()).toMatchObject([
      { status: 'running', restarts: 0, pid: before && 'pid' in before && before.pid },
    ]);
    await new Promise((resolve) => holder.close(resolve));
  });

  it('restarts at the next free port when the person says so', async () => {
    const holder = createServer();
    const taken = await freePort();
    await new Promise<void>((resolve) => holder.listen(taken, '127.0.0.1', resolve));
    const servers = await activate({}, { pick: ({ items }) => Promise.resolve(items[0]?.value) });
    await servers.start('api');
    await made.context.storage.state.set('servers', { api: { port: taken } });
    await made.runCommand('system.restart-server');
    const state = made.context.storage.state.get('servers') as { api: { port: number } };
    expect(state.api.port).toBeGreaterThan(taken);
    const url = `http://127.0.0.1:${state.api.port}`;
    expect(servers.all.get()).toMatchObject([{ status: 'running', restarts: 0, url }]);
    await new Promise((resolve) => holder.close(resolve));
  });

  it('passes over an environment without uvicorn, and says so', async () => {
    const bare = `#!/bin/sh\nexec env -i PYTHONNOUSERSITE=1 ${testPython()} -S "$@"\n`;
    write('.venv/bin/python', bare.replace(' -S ', ' -S -c "import sys; sys.prefix = \'/v\'; exec(sys.argv[2])" '));
    write('venv/bin/python', `#!/bin/sh\nexec ${testPython()} "$@"\n`);
    for (const folder of ['.venv', 'venv']) chmodSync(join(root, folder, 'bin/python'), 0o755);
    const servers = await activate({ python: '' });
    await servers.start('api');
    expect(servers.all.get()).toMatchObject([{ status: 'running' }]);
    expect(made.logged.find(({ level }) => level === 'warn')?.message).toMatch(
      /cannot import uvicorn, so .* is used; Install it: .* -m pip install uvicorn/,
    );
  });

  it('stops its servers when it is released', async () => {
    const servers = await activate();
    await servers.start('api');
    const [api] = servers.all.get();
    const pid = (api?.status === 'running' ? api.pid : undefined) ?? 2 ** 30;
    await made.dispose();
    expect(await processes.startTime(pid)).toBeUndefined();
  });
});
