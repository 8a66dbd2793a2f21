import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { findTransformers } from '../../../../../../plugins/system/providers/local/runtime/find-transformers.js';
import { repository } from './runtime-under-test.js';

let home: string;
beforeEach(async () => (home = await mkdtemp(join(tmpdir(), 'devmgr-find-'))));
afterEach(() => rm(home, { recursive: true }));

const exportsOf4 = {
  node: { import: { types: './t.d.ts', default: './node.mjs' }, require: './node.cjs' },
  default: './web.js',
};

async function install(modules: string, version: string, exported: unknown = exportsOf4) {
  const dir = join(home, modules, '@huggingface/transformers');
  await mkdir(dir, { recursive: true });
  await writeFile(join(dir, 'package.json'), JSON.stringify({ version, exports: exported }));
  return dir;
}
const find = () =>
  findTransformers({ pluginDir: join(home, 'app/dist/plugins/system'), globalDir: join(home, '.devmgr') });

it('says the command when there is none', async () => {
  const command = `npm install --prefix ${home}/.devmgr/runtime @huggingface/transformers@4`;
  expect(await find()).toEqual({
    kind: 'missing',
    reason: '@huggingface/transformers: it is not installed',
    hint: `ONNXRUNTIME_NODE_INSTALL=skip ${command}`,
  });
  const usual = await findTransformers({ pluginDir: home, globalDir: join(homedir(), '.devmgr-that-is-not-there') });
  expect(usual).toMatchObject({ hint: expect.stringContaining('--prefix ~/.devmgr-that-is-not-there/runtime ') });
});

it('finds what import would load, first where devmgr is, then in the runtime folder', async () => {
  const own = await install('.devmgr/runtime/node_modules', '4.5.0');
  expect(await find()).toEqual({ kind: 'found', version: '4.5.0', file: join(own, 'node.mjs') });
  const near = await install('app/node_modules', '4.3.1', './all.js');
  expect(await find()).toEqual({ kind: 'found', version: '4.3.1', file: join(near, 'all.js') });
});

it.each(['3.8.1', '4.3.0', '4.2.9', '5.0.0', 'none'])('does not take version %s, and says so', async (version) => {
  await install('app/node_modules', version);
  const { kind, reason } = (await find()) as { kind: string; reason: string };
  expect([kind, reason]).toEqual(['missing', expect.stringMatching(`${version} in .*4.3.1 or newer`)]);
  const own = await install('.devmgr/runtime/node_modules', '4.3.1');
  expect(await find()).toMatchObject({ kind: 'found', file: join(own, 'node.mjs') });
});

it('passes over a package that is broken', async () => {
  const dir = await install('app/node_modules', '4.3.1');
  await writeFile(join(dir, 'package.json'), '{');
  expect(await find()).toMatchObject({ kind: 'missing', reason: expect.stringContaining('not installed') });
});

it('finds the one that devmgr itself is developed with', async () => {
  const found = await findTransformers({ pluginDir: join(repository, 'plugins/system'), globalDir: home });
  expect(found).toMatchObject({ kind: 'found', file: expect.stringMatching(/transformers\.node\.mjs$/) });
});
