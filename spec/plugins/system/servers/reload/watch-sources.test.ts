import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Disposable } from 'devmgr/plugin-api';
import { watchSources } from '../../../../../plugins/system/servers/reload/watch-sources.js';
import { systemClock } from '../../support/system-clock.js';

let root: string;
let told: (readonly string[])[];
let watching: (Disposable & { readonly ready: Promise<void> }) | undefined;

beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'devmgr-watch-')));
  told = [];
});
afterEach(async () => {
  await watching?.dispose();
  rmSync(root, { recursive: true, force: true });
});

function write(path: string, text = 'x = 1\n'): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

async function watch(spec: { include?: string[]; exclude?: string[]; debounceMs?: number } = {}): Promise<void> {
  watching = watchSources(
    { folders: [root], include: [], exclude: [], debounceMs: 60, ...spec },
    {
      ...{ root, clock: systemClock, onChange: (files) => told.push(files) },
      onError: (error) => {
        throw error;
      },
    },
  );
  await watching.ready;
}

/** What was told until a file changed that counts in any case; that one is left out. */
async function toldUntilMarked(): Promise<string[]> {
  told = [];
  write('marker.py', `mark = ${Math.random()}\n`);
  const deadline = Date.now() + 30_000;
  while (!told.flat().includes('marker.py')) {
    if (Date.now() > deadline) throw new Error(`The marker was not told: ${JSON.stringify(told)}`);
    await new Promise((resolve) => setImmediate(resolve));
  }
  return told.flat().filter((file) => file !== 'marker.py');
}

it('names a file whose content is another, and the new and the gone', async () => {
  write('app/main.py');
  write('app/gone.py');
  await watch();
  write('app/main.py', 'x = 2\n');
  write('app/new/deep.py');
  rmSync(join(root, 'app/gone.py'));
  expect((await toldUntilMarked()).sort()).toEqual(['app/gone.py', 'app/main.py', 'app/new/deep.py']);
});

it('is silent about a file that was touched, or saved as it was', async () => {
  write('app.py');
  write('b.py');
  await watch();
  utimesSync(join(root, 'app.py'), new Date(), new Date());
  writeFileSync(join(root, 'b.py'), readFileSync(join(root, 'b.py')));
  expect(await toldUntilMarked()).toEqual([]);
});

it('takes an atomic save for one change, and no leftovers of editors', async () => {
  write('app.py');
  await watch();
  write('.app.py.swp');
  write('4913');
  write('app.py~');
  write('app.py.tmp', 'x = 3\n');
  renameSync(join(root, 'app.py.tmp'), join(root, 'app.py'));
  expect(await toldUntilMarked()).toEqual(['app.py']);
});

it('leaves out what git ignores, environments, caches and what nobody imports', async () => {
  write('.gitignore', 'made/\n*_local.py\n!keep_local.py\n');
  write('inner/.gitignore', '/secret.py\n');
  for (const folder of ['made', 'inner', 'node_modules/x', '.venv/lib', 'own-env/lib', '__pycache__'])
    mkdirSync(join(root, folder), { recursive: true });
  write('own-env/pyvenv.cfg');
  await watch();
  const out = [
    'made/a.py',
    'a_local.py',
    'inner/secret.py',
    'node_modules/x/a.py',
    '.venv/lib/a.py',
    'own-env/lib/a.py',
  ];
  for (const path of [...out, '__pycache__/a.py', 'data.json', 'notes.txt']) write(path);
  for (const path of ['keep_local.py', 'inner/open.py', 'page.html', '.env']) write(path);
  expect((await toldUntilMarked()).sort()).toEqual(['.env', 'inner/open.py', 'keep_local.py', 'page.html']);
});

it('looks at what it is told to look at', async () => {
  await watch({ include: ['*.txt', 'data/*.json', '/marker.py'], exclude: ['drafts/'] });
  for (const path of ['a.txt', 'data/b.json', 'c.json', 'd.py', 'drafts/e.txt']) write(path);
  expect((await toldUntilMarked()).sort()).toEqual(['a.txt', 'data/b.json']);
});

it('tells a thousand files at once', async () => {
  for (let index = 0; index < 1_000; index += 1) write(`pkg${index % 20}/m${index}.py`);
  await watch({ debounceMs: 150 });
  for (let index = 0; index < 1_000; index += 1) write(`pkg${index % 20}/m${index}.py`, `x = ${index} + 5\n`);
  const files = await toldUntilMarked();
  expect(new Set(files).size).toBe(1_000);
  expect(told.length).toBe(1);
});

it('follows a folder that was put in the place of another', async () => {
  write('app/main.py');
  write('other/main.py', 'x = 2\n');
  await watch();
  rmSync(join(root, 'app'), { recursive: true });
  renameSync(join(root, 'other'), join(root, 'app'));
  expect(await toldUntilMarked()).toContain('app/main.py');
  write('app/main.py', 'x = 3\n');
  expect(await toldUntilMarked()).toEqual(['app/main.py']);
});

it('begins to look at a file when git does not ignore it any more', async () => {
  write('.gitignore', 'late.py\n');
  await watch();
  write('late.py');
  expect(await toldUntilMarked()).toEqual([]);
  write('.gitignore', '# nothing\n');
  write('late.py', 'x = 9\n');
  expect(await toldUntilMarked()).toEqual(['late.py']);
});

it('tells what was written after the code was read and before it looked', async () => {
  write('old.py');
  const since = Date.now() - 60_000;
  utimesSync(join(root, 'old.py'), new Date(since - 1_000), new Date(since - 1_000));
  write('fresh.py');
  const parts = { root, clock: systemClock, since, onError: () => undefined };
  watching = watchSources(
    { folders: [root], include: [], exclude: [], debounceMs: 60 },
    { ...parts, onChange: (files) => told.push(files) },
  );
  await watching.ready;
  expect(told).toEqual([['fresh.py']]);
});
