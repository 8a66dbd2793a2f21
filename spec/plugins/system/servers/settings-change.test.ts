import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { ServerState } from 'devmgr/plugin-api/contracts/servers';
import { appDefinition } from '../../../../plugins/system/servers/definition/app-definition.js';
import { defaultDefinition } from '../../../../plugins/system/servers/definition/default-definition.js';
import type { ServerDefinition } from '../../../../plugins/system/servers/definition/server-definition.js';
import { serverProject, type ServerProject } from '../support/server-project.js';
import { until } from '../support/until.js';

const APP = `
import os
from fastapi import FastAPI
app = FastAPI()
@app.get("/health")
def health(): return {"ok": True}
@app.get("/env")
def env(): return os.environ.get("WORD", "none")
@app.get("/other")
def other(): return {"ok": True}
`;

let made: ServerProject;
afterEach(() => made.dispose());

type Change = Partial<ServerDefinition>;

function api(root: string, change: Change = {}): ServerDefinition {
  const app = { target: 'main:app', searchPath: root, factory: false, source: 'pyproject.toml' };
  return { ...appDefinition(root, 'api', app), reload: 'handover', ...change };
}

async function running(change: Change = {}): Promise<void> {
  made = await serverProject({ 'main.py': APP, '.gitignore': '.env\n', '.env': 'WORD=file' }, {}, (root) => [
    api(root, change),
  ]);
  await made.manager.start('api');
  await healthy();
}

const healthy = () =>
  until(made.manager.all, ([state]) => state?.status === 'running' && state.health.kind === 'healthy' && !state.reload);
const state = () => made.manager.all.get()[0] as Extract<ServerState, { status: 'running' }>;
const word = async () => (await fetch(`http://127.0.0.1:${made.port}/env`)).json();
const settingsBecome = (change: Change) => {
  made.definitions = [api(made.root, change)];
  return made.manager.rediscover();
};
const reloadedBy = async (file: string, pid: number | undefined) => {
  await until(made.manager.all, () => state().pid !== pid && !state().reload);
  expect(reloads).toContain(file);
};
let reloads: string[];
const listen = () => {
  reloads = [];
  made.manager.onDidChange(({ after }) => {
    if (after.status === 'running' && after.reload?.phase === 'changed') reloads.push(after.reload.file);
  });
};

describe('settings of a server that runs', () => {
  it('are applied by a reload of their own where that can be', async () => {
    await running({ env: { WORD: 'one' } });
    listen();
    expect(await word()).toBe('one');
    const { pid } = state();
    await settingsBecome({ env: { WORD: 'two' } });
    await reloadedBy('pyproject.toml', pid);
    expect(await word()).toBe('two');
    expect(made.manager.facts('api')?.env).toEqual({ WORD: 'two' });
    expect(state().settingsChanged).toBeUndefined();
  });

  it('change nothing that runs when they only say the same again', async () => {
    await running({ env: { WORD: 'one' } });
    listen();
    const { pid } = state();
    await settingsBecome({ env: { WORD: 'one' }, source: 'elsewhere.toml', autostart: true });
    expect(made.manager.reload('api')).toBe(true);
    await reloadedBy('', pid);
    expect(reloads).toEqual(['']);
  });

  it('say that a restart is needed where it is, until it was done or they are as before', async () => {
    await running({ env: { WORD: 'one' } });
    listen();
    const { pid } = state();
    await settingsBecome({ env: { WORD: 'two' }, cwd: join(made.root, '..') });
    await until(made.manager.all, () => state().settingsChanged === true);
    expect(state().pid).toBe(pid);
    await settingsBecome({ env: { WORD: 'one' } });
    await until(made.manager.all, () => state().settingsChanged === undefined);
    await settingsBecome({ env: { WORD: 'two' }, host: '0.0.0.0' });
    await until(made.manager.all, () => state().settingsChanged === true);
    expect(made.manager.reload('api')).toBe(true);
    await reloadedBy('', pid);
    expect(await word()).toBe('two');
    expect(state().settingsChanged).toBe(true);
    await made.manager.restart('api');
    await healthy();
    expect(state().settingsChanged).toBeUndefined();
    expect(reloads).toEqual(['']);
  });

  it('say so too where nothing is reloaded', async () => {
    await running({ reload: 'off', env: { WORD: 'one' } });
    await settingsBecome({ reload: 'off', env: { WORD: 'two' } });
    await until(made.manager.all, () => state().settingsChanged === true);
    expect(await word()).toBe('one');
  });

  it('are asked for its health at once', async () => {
    await running({ reload: 'off' });
    const { health } = api(made.root);
    const probe = { kind: 'http', path: '/other', status: [], body: undefined, headers: {} } as never;
    await settingsBecome({ reload: 'off', health: { ...health, probe } });
    await until(made.manager.all, () => JSON.stringify(state().health).includes('/other'));
    expect(state().settingsChanged).toBeUndefined();
  });

  it('of a command are applied when it is started again', async () => {
    const script = 'console.log("word " + process.env.WORD); setInterval(() => {}, 1000)';
    const runs = { kind: 'command', command: [process.execPath, '-e', script] } as const;
    const job = (root: string, change: Change = {}) => {
      const known = { name: 'job', target: 'node', source: 'pyproject.toml', runs };
      return { ...defaultDefinition(root, known), reload: 'restart' as const, ...change };
    };
    made = await serverProject({}, {}, (root) => [job(root, { env: { WORD: 'one' } })]);
    await made.manager.start('job');
    made.definitions = [job(made.root, { env: { WORD: 'two' } })];
    await until(made.manager.all, ([job]) => job?.status === 'running');
    await made.manager.rediscover();
    const output = made.manager.output('job');
    const isWritten = () => output?.lines(0, 100).some(({ text }) => text === 'word two') === true;
    await until(made.manager.all, isWritten);
  });
});

describe('a file of variables', () => {
  const real = (root: string) => ({ envFiles: [join(root, '.env')] });

  it('counts though git ignores it, and only when it says something else', async () => {
    made = await serverProject({ 'main.py': APP, '.gitignore': '.env\n', '.env': 'WORD=file' }, {}, (root) => [
      api(root, real(root)),
    ]);
    await made.manager.start('api');
    await healthy();
    listen();
    expect(await word()).toBe('file');
    const { pid } = state();
    const file = join(made.root, '.env');
    writeFileSync(file, `# nothing new\n${readFileSync(file, 'utf8')}`);
    writeFileSync(file, 'WORD=other');
    await reloadedBy('.env', pid);
    expect(await word()).toBe('other');
  });
});
