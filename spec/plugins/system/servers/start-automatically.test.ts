import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Store, type PluginContext, type PluginManifest, type Screen } from 'devmgr/plugin-api';
import { Servers, type ServerState } from 'devmgr/plugin-api/contracts/servers';
import { createTestContext, type TestContext } from 'devmgr/plugin-api/testing';
import { Settings } from '../../../../core/config/settings.js';
import type { SettingsLayer } from '../../../../core/config/settings-files.js';
import { createProcesses, type ProcessesHost } from '../../../../core/processes/create-processes.js';
import plugin from '../../../../plugins/system/index.js';
import { systemClock } from '../support/server-project.js';
import { until } from '../support/until.js';

const manifestFile = new URL('../../../../plugins/system/package.json', import.meta.url);
const { devmgr: manifest } = JSON.parse(readFileSync(manifestFile, 'utf8')) as { devmgr: PluginManifest };

const job = (more: object = {}) => ({ command: ['sleep', '100'], ...more });
const file = (source: SettingsLayer['source'], servers: object, system: object = {}): SettingsLayer => ({
  file: source === 'user' ? '/home/ann/.devmgr/config.toml' : join(home, 'project', 'pyproject.toml'),
  source,
  sections: { servers, system },
});

let home: string;
let processes: ProcessesHost;
let made: TestContext;
let settings: Settings;
/** The questions that were asked. */
let asked: string[];
/** What would be run, as the person has seen it. */
let seen: string[];
/** The label of the answer that is given; `undefined`: the question is left. */
let answer: string | undefined;

beforeEach(() => {
  home = realpathSync(mkdtempSync(join(tmpdir(), 'devmgr-autostart-')));
  mkdirSync(join(home, 'project'));
  const env = { PATH: process.env['PATH'] ?? '' };
  const nothing = () => undefined;
  processes = createProcesses({ env, runDir: join(home, 'run'), onLine: nothing, now: Date.now, report: nothing });
  asked = [];
  seen = [];
  answer = undefined;
});

afterEach(async () => {
  await made.dispose();
  await processes.dispose();
  rmSync(home, { recursive: true, force: true });
});

const SHOW = 'Show what would run';

/** Whoever agrees has to look first. */
const pick: Screen['pick'] = ({ title, items }) => {
  const first = items.find(({ label }) => label === SHOW);
  if (first) asked.push(title);
  else seen = items.slice(3).map(({ label }) => label);
  const wanted = first && answer === 'Start' ? SHOW : answer;
  return Promise.resolve(items.find(({ label }) => label === wanted)?.value);
};

/** Opens devmgr on the project; `state`: what an earlier one remembered. */
async function open(
  layers: readonly SettingsLayer[],
  state: PluginContext['storage']['state'] | undefined = undefined,
) {
  const root = join(home, 'project');
  const screen = { isInteractive: true, pick, size: new Store({ width: 120, height: 40 }) };
  made = createTestContext({ manifest, root, storageDir: home, processes, clock: systemClock, screen });
  settings = new Settings(layers, {}, () => undefined);
  const config = settings.view('system', manifest.settings ?? {});
  const { storage } = made.context;
  await plugin.activate({ ...made.context, config, storage: { ...storage, state: state ?? storage.state } });
  return made.context.services.require(Servers);
}

const isUp = ({ status }: ServerState) => status === 'running';
const statuses = (all: readonly ServerState[]) => all.map(({ name, status }) => `${name} ${status}`);
/** Everything that was to be started was, when a server that starts last and needs no question is up. */
const settled = (servers: Servers, name: string) =>
  until(servers.all, (all) => all.some((state) => state.name === name && isUp(state)));

describe('what starts with the screen', () => {
  it('is started without a question where the person said so', async () => {
    const servers = await open([file('user', { a: job({ autostart: true }) }), file('project', { b: job() })]);
    await settled(servers, 'a');
    expect(statuses(servers.all.get())).toEqual(['b stopped', 'a running']);
    expect(asked).toEqual([]);
  });

  it('is started after what it depends on, and with that', async () => {
    const servers = await open([file('user', { a: job({ autostart: true, 'depends-on': ['b'] }), b: job() })]);
    await settled(servers, 'a');
    expect(statuses(servers.all.get())).toEqual(['a running', 'b running']);
  });

  it('is what the switch in the tab says, whatever the files say, until it is another', async () => {
    const files = (b: object) => [file('project', { b: job(b), a: job({ autostart: true }), c: job() })];
    const needs = { 'depends-on': ['c'] };
    await until((await open(files(needs))).all, (all) => all.length === 3);
    const { state } = made.context.storage;
    await made.runCommand('system.toggle-autostart');
    await state.set('servers', { ...(state.get('servers') as object), a: { autostart: false } });
    await made.dispose();
    asked = [];
    const again = await open(files(needs), state);
    await settled(again, 'b');
    await until(again.all, (all) => all.filter(isUp).length === 2);
    expect(statuses(again.all.get())).toEqual(['b running', 'a stopped', 'c running']);
    expect(asked).toEqual([]);
    await made.dispose();
    const changed = await open(files({ ...needs, env: { LD_PRELOAD: './evil.so' } }), state);
    await expect.poll(() => asked).toHaveLength(1);
    expect(changed.all.get().filter(isUp)).toEqual([]);
  });

  it('is asked for where only the project says so, naming what would be run', async () => {
    answer = 'Start';
    const servers = await open([file('project', { a: job({ autostart: true, 'depends-on': ['b'] }), b: job() })]);
    await settled(servers, 'a');
    expect(asked).toEqual(['This project wants to start 2 servers with the screen']);
    const folder = join(home, 'project');
    expect(seen).toEqual([
      'a: sleep 100',
      `  in ${folder}`,
      '  after b',
      '  says pyproject.toml',
      'b: sleep 100',
      `  in ${folder}`,
      '  says pyproject.toml',
    ]);
  });

  it('is asked for when the project sets it for all', async () => {
    answer = 'Start';
    const servers = await open([file('project', { a: job() }, { autostart: true })]);
    await settled(servers, 'a');
    expect(asked).toHaveLength(1);
  });

  it('is not started before the answer, and not without one; what the person wants is', async () => {
    const servers = await open([
      file('user', { mine: job({ autostart: true }) }),
      file('project', { a: job({ autostart: true }) }),
    ]);
    await settled(servers, 'mine');
    expect(statuses(servers.all.get())).toEqual(['a stopped', 'mine running']);
    expect(asked).toHaveLength(1);
  });

  it('is asked for again only when it would be something else', async () => {
    answer = 'Start';
    const first = await open([file('project', { a: job({ autostart: true }) })]);
    await settled(first, 'a');
    const { state } = made.context.storage;
    await made.dispose();
    await settled(await open([file('project', { a: job({ autostart: true }) })], state), 'a');
    expect(asked).toHaveLength(1);
    await made.dispose();
    await settled(await open([file('project', { a: job({ autostart: true, env: { X: '1' } }) })], state), 'a');
    expect(asked).toHaveLength(2);
  });

  it('is asked for again when it was only not now, and never again after never', async () => {
    const files = [
      file('user', { mine: job({ autostart: true }) }),
      file('project', { a: job({ autostart: true, env: { X: '1' } }) }),
    ];
    answer = 'Not now';
    await settled(await open(files), 'mine');
    const { state } = made.context.storage;
    for (const next of ['Never for this project', 'Start']) {
      await made.dispose();
      answer = next;
      const servers = await open(files, state);
      await settled(servers, 'mine');
      expect(statuses(servers.all.get())).toEqual(['a stopped', 'mine running']);
    }
    expect(asked).toHaveLength(2);
  });
});

describe('settings that change while the screen is open', () => {
  it('bring servers and take them away; what runs keeps its run until its end', async () => {
    const servers = await open([file('project', { a: job(), b: job() })]);
    await until(servers.all, (all) => all.length === 2);
    await servers.start('a');
    await until(servers.all, (all) => all.some(isUp));
    settings.replace([file('project', { c: job() })]);
    const [, a] = await until(servers.all, ([first]) => first?.name === 'c');
    expect(a).toMatchObject({ name: 'a', status: 'running', restarts: 0 });
    await servers.stop('a');
    await until(servers.all, (all) => all.length === 1);
    expect(statuses(servers.all.get())).toEqual(['c stopped']);
  });

  it('tell the core which headers of theirs are secret', async () => {
    const health = {
      http: 'http://127.0.0.1:1/',
      headers: { Authorization: 'Bearer abcdefgh12345678', Accept: 'text/plain' },
    };
    const servers = await open([file('project', { a: job({ health, env: { DB_PASSWORD: 'hunter2hunter2' } }) })]);
    await until(servers.all, (all) => all.length === 1);
    expect(made.secrets).toEqual(['hunter2hunter2', 'abcdefgh12345678']);
  });

  it('tell what is wrong with them once, and who asks for such a server', async () => {
    const servers = await open([file('project', { worker: job(), b: job({ prot: 1 }) })]);
    await until(servers.all, (all) => all.length === 1);
    const told = () => made.notifications.filter(({ severity }) => severity === 'warning');
    expect(told()).toMatchObject([{ message: expect.stringContaining('servers.b.prot is not a setting') as string }]);
    await expect(servers.start('b')).rejects.toMatchObject({
      code: 'DEVMGR_CONFIG_INVALID',
      hint: 'Write port.',
    });
    await expect(servers.start('woker')).rejects.toMatchObject({
      hint: 'Did you mean worker? Servers of this project: worker',
    });
    settings.replace([file('project', { worker: job(), b: job({ prot: 1 }), c: job() })]);
    await until(servers.all, (all) => all.length === 2);
    expect(told()).toHaveLength(1);
    settings.replace([file('project', { worker: job(), b: job(), c: job() })]);
    await until(servers.all, (all) => all.length === 3);
  });
});
