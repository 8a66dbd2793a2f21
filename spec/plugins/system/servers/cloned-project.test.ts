import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Store, type PluginManifest, type Screen } from 'devmgr/plugin-api';
import { Servers } from 'devmgr/plugin-api/contracts/servers';
import { createTestContext, type TestContext } from 'devmgr/plugin-api/testing';
import { Settings } from '../../../../core/config/settings.js';
import type { SettingsLayer } from '../../../../core/config/settings-files.js';
import { createProcesses, type ProcessesHost } from '../../../../core/processes/create-processes.js';
import { hiddenCharacters } from '../../../../core/screen/text/hidden-characters.js';
import plugin from '../../../../plugins/system/index.js';
import { freePort } from '../../../support/free-port.js';
import { testPython } from '../../../support/python.js';
import { GOOD_APP, systemClock } from '../support/server-project.js';
import { until } from '../support/until.js';

const manifestFile = new URL('../../../../plugins/system/package.json', import.meta.url);
const pluginDir = fileURLToPath(new URL('.', manifestFile));
const { devmgr: manifest } = JSON.parse(readFileSync(manifestFile, 'utf8')) as { devmgr: PluginManifest };

let home: string;
let root: string;
/** What the project makes somebody write. */
let proof: string;
let processes: ProcessesHost;
let made: TestContext;
/** What was asked of somebody who listens for it, `path headers`. */
let visits: string[];
let listener: Server;
let asked: string[];
/** What would be run, as it is shown. */
let shown: string[];

beforeEach(async () => {
  home = realpathSync(mkdtempSync(join(tmpdir(), 'devmgr-cloned-')));
  root = join(home, 'project');
  proof = join(home, 'ran');
  mkdirSync(root);
  visits = [];
  asked = [];
  shown = [];
  const env = { PATH: process.env['PATH'] ?? '' };
  const nothing = () => undefined;
  processes = createProcesses({ env, runDir: join(home, 'run'), onLine: nothing, now: Date.now, report: nothing });
  listener = createServer((request, response) => {
    visits.push(`${request.url ?? ''} ${request.headers.authorization ?? ''}`);
    response.end('{}');
  });
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
});

afterEach(async () => {
  await made.dispose();
  await processes.dispose();
  listener.close();
  rmSync(home, { recursive: true, force: true });
});

const address = () => `http://127.0.0.1:${(listener.address() as AddressInfo).port}`;
const proving = () => ['sh', '-c', `echo ran >> ${proof}; exec sleep 1000`];
const person = (servers: object, system: object = {}): SettingsLayer => ({
  file: '/home/ann/.devmgr/config.toml',
  source: 'user',
  sections: { servers, system },
});
const project = (servers: object, system: object = {}): SettingsLayer => ({
  file: join(root, 'pyproject.toml'),
  source: 'project',
  sections: { servers, system },
});

/** Shows what would be run, and agrees to nothing. */
const pick: Screen['pick'] = ({ title, items }) => {
  asked.push(title);
  if (asked.length > 1) shown = items.slice(3).map(({ label }) => label);
  return Promise.resolve(asked.length === 1 ? items[0]?.value : undefined);
};

const open = (...layers: SettingsLayer[]) => openWith(new Settings(layers, {}, () => undefined), pick);

async function openWith(settings: Settings, answer: Screen['pick']) {
  const screen = { isInteractive: true, pick: answer, size: new Store({ width: 120, height: 40 }) };
  const env = { PATH: process.env['PATH'] ?? '', DEVMGR_PYTHON: testPython() };
  made = createTestContext({ manifest, pluginDir, root, storageDir: home, processes, clock: systemClock, screen, env });
  const config = settings.view('system', manifest.settings ?? {});
  const text = { ...made.context.text, hiddenCharacters };
  await plugin.activate({ ...made.context, config, text });
  return made.context.services.require(Servers);
}

/** Opens the project beside a server of the person's own, which is up when everything else that is not asked for would be. */
async function openAndWait(layer: SettingsLayer, servers: object = {}, system: object = { autostart: true }) {
  const own = { command: ['sleep', '1000'], autostart: true, health: false };
  const all = await open(person({ ...servers, own }, system), layer);
  await until(all.all, (states) => states.some(({ name, status }) => name === 'own' && status === 'running'));
  await expect.poll(() => asked).toHaveLength(2);
  const others = all.all.get().filter(({ name }) => name !== 'own');
  expect(others.map(({ status }) => status)).toEqual(others.map(() => 'stopped'));
  expect(existsSync(proof)).toBe(false);
  expect(visits).toEqual([]);
  return all;
}

const evilScript = () => {
  writeFileSync(join(root, 'python.sh'), `#!/bin/sh\necho ran >> ${proof}\n`);
  chmodSync(join(root, 'python.sh'), 0o755);
};

describe('a cloned project that is opened by somebody whose own settings start servers', () => {
  it('runs no command, and watches no address', async () => {
    await openAndWait(project({ api: { command: proving() }, watched: { url: address() } }));
    expect(shown.slice(0, 1)).toEqual([`api: sh -c 'echo ran >> ${proof}; exec sleep 1000'`]);
    expect(shown).toContain(`watched: watches ${address()}`);
  });

  it('runs no command under a name that the person starts', async () => {
    await openAndWait(project({ api: { command: proving() } }), { api: { autostart: true } }, {});
  });

  it('runs nothing that a server of the person depends on', async () => {
    const api = { command: ['sleep', '1000'], autostart: true, 'depends-on': ['db'] };
    await openAndWait(project({ db: { command: proving() } }), { api }, {});
    expect(shown.join('\n')).toContain(`db: sh -c 'echo ran`);
  });

  it('runs nothing in place of what the person named', async () => {
    const api = { command: ['sleep', '1000'], autostart: true };
    await openAndWait(project({ api: { env: { LD_PRELOAD: './e.so', PATH: './bin' } } }), { api }, {});
    expect(shown).toContain('  with LD_PRELOAD=./e.so PATH=./bin');
  });

  it('runs no other Python, and uvicorn with no other arguments', async () => {
    writeFileSync(join(root, 'main.py'), GOOD_APP);
    evilScript();
    await openAndWait(project({}, { python: './python.sh', 'uvicorn-args': ['--log-config', 'evil.py'] }));
    expect(shown.slice(0, 3)).toEqual([
      `api: the application main:app of ${root} on 127.0.0.1`,
      '  run by ./python.sh',
      '  uvicorn arguments --log-config evil.py',
    ]);
  });

  it('asks nobody whom only the project names', async () => {
    writeFileSync(join(root, 'main.py'), GOOD_APP);
    await openAndWait(project({}, { 'health-path': `${address()}/steal` }));
    expect(shown).toContain(`  asked at ${address()}/steal`);
  });

  it('imports no application that only a setting of the project names', async () => {
    await openAndWait(project({}, { app: 'this:app' }));
    expect(shown[0]).toContain('the application this:app');
  });

  it('runs no probe, and sends no header of the person to whom the project names', async () => {
    const headers = { Authorization: 'Bearer abcdefgh12345678' };
    const mine = { url: 'http://127.0.0.1:1', health: { http: '/', headers }, autostart: true };
    const servers = await openAndWait(
      project({ mine: { health: `${address()}/steal` }, b: { command: ['true'], health: { command: proving() } } }),
      { mine },
    );
    expect(shown).toContain(`  asked at http://127.0.0.1:1 ${address()}/steal`);
    await servers.start('mine');
    await expect.poll(() => visits).toEqual(['/steal ']);
  });

  it('reaches no machine through ssh', async () => {
    await openAndWait(project({ far: { command: ['true'], ssh: { host: 'evil@host', folder: '/x' } } }));
    expect(shown).toContain('  on the machine evil@host, in /x');
  });

  it('shows what a screen would not draw, and all of what is long', async () => {
    const command = ['sh', '-c', `true ${'x'.repeat(300)} \u202e\nrm -rf /`];
    await openAndWait(project({ api: { command, 'env-file': ['/etc/evil.env'] } }));
    const whole = shown.map((line) => line.replace(/^ {4}/, '')).join('');
    expect(whole).toContain(`api: sh -c 'true ${'x'.repeat(300)} \\u{202E}\\nrm -rf /'`);
    expect(Math.max(...shown.map((line) => line.length))).toBeLessThanOrEqual(120);
    expect(shown).toContain('  with the variables of /etc/evil.env');
  });
});

describe('a question that is open', () => {
  it('is about what was shown: nothing else is started after a checkout', async () => {
    const settings = new Settings([project({ api: { command: ['true'], autostart: true } })], {}, () => undefined);
    const answer: Screen['pick'] = async ({ items }) => {
      asked.push('');
      if (asked.length > 1) {
        settings.replace([project({ api: { command: proving(), autostart: true } })]);
        await Promise.resolve();
      }
      return items[0]?.value;
    };
    const servers = await openWith(settings, answer);
    await expect
      .poll(() => made.notifications.map(({ message }) => message))
      .toEqual(['The settings of the servers have changed meanwhile: they were not started']);
    expect(servers.all.get()).toMatchObject([{ name: 'api', status: 'stopped' }]);
  });
});

describe('a cloned project of which the settings say nothing', () => {
  it('starts what was found when the person starts servers', async () => {
    writeFileSync(join(root, 'main.py'), GOOD_APP);
    const port = await freePort();
    const { all } = await open(person({}, { autostart: true, port }));
    await until(all, (states) => states.some(({ name, status }) => name === 'api' && status === 'running'));
    expect(asked).toEqual([]);
  });
});

describe('a cloned project that is opened by anybody', () => {
  it('has nothing run and nobody asked, whatever it says', async () => {
    evilScript();
    const servers = {
      api: { command: proving(), health: { command: proving() } },
      app: { app: 'main:app', python: './python.sh' },
      watched: { url: address(), health: `${address()}/x` },
    };
    writeFileSync(join(root, 'main.py'), `open(${JSON.stringify(proof)}, 'w')\n${GOOD_APP}`);
    const { all } = await open(
      person({ own: { command: ['sleep', '1000'], autostart: true, health: false } }),
      project(servers, { python: './python.sh', 'health-path': `${address()}/y` }),
    );
    await until(all, (states) => states.some(({ name, status }) => name === 'own' && status === 'running'));
    expect(existsSync(proof)).toBe(false);
    expect(visits).toEqual([]);
  });
});
