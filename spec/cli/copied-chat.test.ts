import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runDevmgr, temporaryHome } from '../support/run-devmgr.js';

const home = temporaryHome();
const project = mkdtempSync(join(tmpdir(), 'devmgr-copied-'));
const builtIn = fileURLToPath(new URL('../../dist/plugins/chat', import.meta.url));

interface Manifest {
  readonly cli: readonly { readonly name: string }[];
  readonly commands: readonly { readonly id: string; readonly when?: string }[];
}

// Its threads run where no package of devmgr is to be found.
beforeAll(() => {
  const copy = join(home.path, 'plugins', 'chat2');
  cpSync(builtIn, copy, { recursive: true });
  const file = join(copy, 'package.json');
  const json = JSON.parse(readFileSync(file, 'utf8').replaceAll('chat.', 'chat2.')) as { devmgr: Manifest };
  const { cli } = json.devmgr;
  const devmgr = {
    ...json.devmgr,
    id: 'chat2',
    tab: { id: 'chat2', title: 'Second', order: 70, hotkey: 'F7' },
    cli: cli.map((word) => ({ ...word, name: `${word.name}2` })),
  };
  writeFileSync(file, JSON.stringify({ ...json, devmgr }));
  mkdirSync(join(project, 'app'));
  // Enough of them for threads that divide files.
  for (let at = 0; at < 60; at++) {
    writeFileSync(
      join(project, 'app', `module_${at}.py`),
      `def handle_event_${at}(event):\n    return event.id + ${at}\n`,
    );
  }
});
afterAll(() => {
  home.remove();
  rmSync(project, { recursive: true, force: true });
});

const run = (...args: string[]) => runDevmgr(args, { home: home.path, cwd: project });

describe('the chat plugin copied to the plugins of the person under another id', () => {
  it('makes the index with vectors', async () => {
    const { code, stdout, stderr } = await run('index2', '--json');
    expect([code, stderr]).toEqual([0, '']);
    expect(JSON.parse(stdout)).toMatchObject({ files: 60, added: 60, embedder: 'built-in', embedded: 60 });
  });

  it('finds code by words and by meaning', async () => {
    const { code, stdout, stderr } = await run('search2', 'handle_event_41', '--json');
    expect([code, stderr]).toEqual([0, '']);
    const { results } = JSON.parse(stdout) as { results: { path: string; symbol: string; foundBy: string }[] };
    expect(results[0]).toMatchObject({ path: 'app/module_41.py', symbol: 'handle_event_41', foundBy: 'both' });
  });
});
