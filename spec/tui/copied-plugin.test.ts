import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDevmgr } from '../support/open-devmgr.js';
import { runDevmgr, temporaryHome } from '../support/run-devmgr.js';
import { sampleProject } from '../support/sample-project.js';

const home = temporaryHome();
const project = sampleProject();
const builtIn = fileURLToPath(new URL('../../dist/plugins/logs', import.meta.url));

// The built-ins have no privilege: the folder as it is, under another id, among the person's own plugins.
beforeAll(() => {
  const copy = join(home.path, 'plugins', 'logs2');
  cpSync(builtIn, copy, { recursive: true });
  const file = join(copy, 'package.json');
  const json = JSON.parse(readFileSync(file, 'utf8')) as { devmgr: Manifest };
  writeFileSync(file, JSON.stringify({ ...json, devmgr: renamed(json.devmgr) }));
});
afterAll(() => {
  home.remove();
  project.remove();
});

interface Manifest {
  readonly id: string;
  readonly tab: object;
  readonly commands: readonly { readonly id: string; readonly when?: string }[];
  readonly cli: readonly { readonly name: string }[];
}

function renamed(manifest: Manifest): Manifest {
  const text = JSON.stringify(manifest)
    .replaceAll('"logs.', '"logs2.')
    .replaceAll("'logs'", "'logs2'")
    .replaceAll('logs.', 'logs2.');
  const copy = JSON.parse(text) as Manifest;
  return {
    ...copy,
    id: 'logs2',
    tab: { id: 'logs2', title: 'Second', order: 60, hotkey: 'F6' },
    cli: copy.cli.map((word) => ({ ...word, name: 'logs2' })),
  };
}

describe('the built-in Logs plugin copied under another id', () => {
  it('is listed as active', async () => {
    const { stdout } = await runDevmgr(['plugins', 'list', '--json'], { home: home.path, cwd: project.path });
    const { plugins } = JSON.parse(stdout) as {
      plugins: { id: string; status: string; origin: string; error?: unknown }[];
    };
    expect(plugins.find((plugin) => plugin.id === 'logs2')).toMatchObject({ status: 'active', origin: 'user' });
  });

  it('shows the same stream in a tab of its own', async () => {
    const { app, close } = openDevmgr(project.path, { home: home.path });
    try {
      await app.waitFor('app.main:app');
      app.key('F2');
      await app.waitFor(/Tests \d+ /);
      app.key('r');
      await app.waitFor('✗ 5 failed or error');
      app.key('F6');
      await app.waitFor(/INFO\s+tests/);
      app.key('l');
      await app.waitFor(/level ≥ warn/);
      app.key('F5');
      await app.waitFor(/level ≥ info/);
    } finally {
      await close();
    }
  });

  it('answers its word', async () => {
    const { code } = await runDevmgr(['logs2', '--lines', '3', '--json'], { home: home.path, cwd: project.path });
    expect(code).toBe(0);
  });
});
