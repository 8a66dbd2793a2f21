import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort } from '../support/free-port.js';
import { testPython } from '../support/python.js';
import { runDevmgr, temporaryHome } from '../support/run-devmgr.js';
import { sampleProject } from '../support/sample-project.js';

const home = temporaryHome();
const project = sampleProject();
const builtIn = fileURLToPath(new URL('../../dist/plugins/system', import.meta.url));

interface Manifest {
  readonly cli: readonly { readonly name: string }[];
}

beforeAll(() => {
  const copy = join(home.path, 'plugins', 'system2');
  cpSync(builtIn, copy, { recursive: true });
  const file = join(copy, 'package.json');
  const text = readFileSync(file, 'utf8').replaceAll('system.', 'system2.').replaceAll("'system'", "'system2'");
  const { devmgr, ...rest } = JSON.parse(text) as { devmgr: Manifest };
  const renamed = {
    ...devmgr,
    id: 'system2',
    tab: { id: 'system2', title: 'Second', order: 70, hotkey: 'F7' },
    cli: devmgr.cli.map((word) => ({ ...word, name: `${word.name}2` })),
  };
  writeFileSync(file, JSON.stringify({ ...rest, devmgr: renamed }));
});
afterAll(async () => {
  await home.unused();
  home.remove();
  project.remove();
});

const run = async (...args: string[]) =>
  runDevmgr(args, {
    home: home.path,
    cwd: project.path,
    env: { DEVMGR_SYSTEM2_PORT: String(await freePort()), DEVMGR_SYSTEM2_PYTHON: testPython() },
  });

// Worker, watchers and packages must be in its own folder: those of the program are not to be found from there.
describe('the system plugin copied to the plugins of the person under another id', () => {
  it('lists the servers of the project', async () => {
    const { code, stdout, stderr } = await run('server2', 'list', '--json');
    expect([code, stderr]).toEqual([0, '']);
    expect(JSON.parse(stdout)).toMatchObject({ servers: [{ name: 'api', target: 'app.main:app' }] });
  });

  it('serves an application', async () => {
    const started = await run('server2', 'start', '--detach', '--json');
    expect([started.code, started.stderr]).toEqual([0, '']);
    try {
      const { stdout } = await run('server2', 'call', 'GET', '/health');
      expect(JSON.parse(stdout)).toMatchObject({ status: 'ok' });
    } finally {
      expect((await run('server2', 'stop')).code).toBe(0);
    }
  });

  it('looks at AI providers', async () => {
    const { stdout } = await run('providers2', 'local', '--json');
    expect(JSON.parse(stdout)).toMatchObject({ providers: [{ id: 'local', status: 'ready' }] });
  });
});
