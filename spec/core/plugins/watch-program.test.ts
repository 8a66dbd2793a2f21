import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { isReplaced } from '../../../core/plugins/replaced-program.js';
import { watchProgram } from '../../../core/plugins/watch-program.js';
import { waitFor } from '../../support/wait-for.js';

let dir: string;
beforeEach(async () => (dir = await mkdtemp(join(tmpdir(), 'devmgr-program-'))));
afterEach(() => rm(dir, { recursive: true, force: true }));

/** Writes a program with one part that is read late. */
async function build(folder: string, chunk: string): Promise<void> {
  await mkdir(join(folder, 'core'), { recursive: true });
  await mkdir(join(folder, 'plugins/chat/chunks'), { recursive: true });
  await writeFile(join(folder, 'plugins/chat/chunks', chunk), 'export {};');
  await writeFile(join(folder, 'core/main.js'), `import '../plugins/chat/chunks/${chunk}';`);
}

/** Puts another build in the place of the one that runs. */
async function swapIn(folder: string, chunk: string): Promise<void> {
  await build(`${folder}.new`, chunk);
  await rename(folder, `${folder}.old`);
  await rename(`${folder}.new`, folder);
  await rm(`${folder}.old`, { recursive: true });
}

it('tells once when parts of the running program are gone', async () => {
  const folder = join(dir, 'dist');
  await build(folder, 'talk-1.js');
  const told = vi.fn();
  const watching = await watchProgram({ folder, onDidReplace: told, everyMs: 5 });
  await swapIn(folder, 'talk-2.js');
  await waitFor(() => expect(told).toHaveBeenCalledTimes(1));
  await watching.dispose();
});

it('waits while the folder is gone, and says nothing of the same parts written again', async () => {
  const folder = join(dir, 'dist');
  await build(folder, 'talk-1.js');
  const told: string[] = [];
  let now = 'same';
  const watching = await watchProgram({ folder, onDidReplace: () => told.push(now), everyMs: 5 });
  await swapIn(folder, 'talk-1.js');
  await rm(folder, { recursive: true });
  await build(folder, 'talk-1.js');
  now = 'other';
  await swapIn(folder, 'talk-3.js');
  await waitFor(() => expect(told).toEqual(['other']));
  await watching.dispose();
});

it('recognises what fails by it, and nothing else', async () => {
  const failure = (file: string) =>
    import(/* @vite-ignore */ pathToFileURL(file).href).catch((error: unknown) => error);
  const gone = Object.assign(new Error(`Cannot find module '${dir}/dist/a.js' imported from ${dir}/dist/b.js`), {
    code: 'ERR_MODULE_NOT_FOUND',
  });
  expect(isReplaced(gone, join(dir, 'dist'))).toBe(true);
  expect(isReplaced(gone, join(dir, 'elsewhere'))).toBe(false);
  expect(isReplaced(await failure(join(dir, 'dist/a.js')), join(dir, 'elsewhere'))).toBe(false);
  expect(isReplaced(new Error(`Cannot find module '${dir}/dist/a.js'`), dir)).toBe(false);
});
