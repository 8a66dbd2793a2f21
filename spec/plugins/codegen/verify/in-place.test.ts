import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PluginManifest } from 'devmgr/plugin-api';
import { ProjectWriter } from 'devmgr/plugin-api/contracts/project-writer';
import { createTestContext } from 'devmgr/plugin-api/testing';
import { expect, it } from 'vitest';
import { takeBackTried } from '../../../../plugins/codegen/verify/take-back-tried.js';
import { createProjectWriter } from '../../../../plugins/codegen/write/create-project-writer.js';
import { verifyStage, type VerifyStage } from './support/verify-stage.js';

const manifestPath = new URL('../../../../plugins/codegen/package.json', import.meta.url);
const signal = new AbortController().signal;

const files = {
  'shop.py': 'PRICE = 1\n',
  'test_shop.py': 'import shop\ndef test_price(): assert shop.PRICE == 2\ndef test_type(): assert shop.PRICE\n',
};

async function inPlaceStage(): Promise<VerifyStage> {
  const stage = await verifyStage(files);
  const { context } = stage.plugin.testing;
  const manifest = (JSON.parse(await readFile(manifestPath, 'utf8')) as { devmgr: PluginManifest }).devmgr;
  const { config } = createTestContext({ manifest, root: stage.root, storageDir: stage.storageDir }).context;
  context.services.provide(ProjectWriter, context.subscriptions.add(createProjectWriter({ ...context, config })));
  return stage;
}

/** Everything but what pytest keeps. */
async function treeOf(root: string): Promise<Record<string, string>> {
  const names = (await readdir(root)).filter((name) => name !== '__pycache__' && name !== '.pytest_cache');
  const texts = await Promise.all(names.map(async (name) => [name, await readFile(join(root, name), 'utf8')] as const));
  return Object.fromEntries(texts);
}

it('runs tests in the project and takes the files back', async () => {
  await using stage = await inPlaceStage();
  const tried = [
    { path: 'shop.py', text: 'PRICE = 2\n' },
    { path: 'new/also.py', text: '' },
  ];
  const { mtimeMs } = await stat(join(stage.root, 'shop.py'));
  const seen: string[] = [];
  const verification = await stage.verify(tried, {
    ...{ where: 'in-place', signal },
    onState: () => void readFile(join(stage.root, 'shop.py'), 'utf8').then((text) => seen.push(text)),
  });
  expect(verification).toMatchObject({ verdict: 'passed', where: 'in-place', counts: { passed: 2 } });
  expect(seen).toContain('PRICE = 2\n');
  expect(await treeOf(stage.root)).toEqual(files);
  expect((await stat(join(stage.root, 'shop.py'))).mtimeMs).toBeCloseTo(mtimeMs, 0);
  // What Python compiled within the same second, of the same size, would be run instead of what is there again.
  expect(await stage.plugin.run()).toMatchObject({ counts: { passed: 1, failed: 1 } });
  expect(stage.plugin.runs.current.get().status).toBe('finished');
});

it('excuses what fails without the files too', async () => {
  await using stage = await inPlaceStage();
  const verification = await stage.verify([{ path: 'shop.py', text: 'PRICE = 1  # euro\n' }], {
    where: 'in-place',
    signal,
  });
  expect(verification).toMatchObject({ verdict: 'passed', failedBefore: ['test_shop.py::test_price'] });
  expect(await treeOf(stage.root)).toEqual(files);
});

it('takes the files back when it is stopped', async () => {
  await using stage = await inPlaceStage();
  await writeFile(join(stage.root, 'test_shop.py'), 'import time\ndef test_it(): time.sleep(60)\n');
  const stop = new AbortController();
  const verification = await stage.verify([{ path: 'shop.py', text: 'PRICE = 2\n' }], {
    ...{ where: 'in-place', signal: stop.signal },
    onState: (state) => state.status === 'running' && stop.abort(),
  });
  expect(verification.verdict).toBe('stopped');
  expect(await readFile(join(stage.root, 'shop.py'), 'utf8')).toBe('PRICE = 1\n');
});

it('does not take back what a person changed meanwhile, and says so', async () => {
  await using stage = await inPlaceStage();
  await writeFile(join(stage.root, 'test_shop.py'), 'def test_it(): open("shop.py", "w").write("mine")\n');
  const verifying = stage.verify([{ path: 'shop.py', text: 'PRICE = 2\n' }], { where: 'in-place', signal });
  await expect(verifying).rejects.toMatchObject({
    code: 'PLUGIN_CODEGEN_TRIED_STAYS',
    message: expect.stringContaining('still in shop.py') as string,
  });
  expect(await readFile(join(stage.root, 'shop.py'), 'utf8')).toBe('mine');
});

it('says so also when it is stopped, and at the next start', async () => {
  await using stage = await inPlaceStage();
  const test = 'import time\ndef test_it():\n    open("shop.py", "w").write("mine")\n    time.sleep(60)\n';
  await writeFile(join(stage.root, 'test_shop.py'), test);
  const stop = new AbortController();
  const verifying = stage.verify([{ path: 'shop.py', text: 'PRICE = 2\n' }], {
    where: 'in-place',
    signal: stop.signal,
  });
  verifying.catch(() => undefined);
  await expect.poll(() => readFile(join(stage.root, 'shop.py'), 'utf8')).toBe('mine');
  stop.abort();
  await expect(verifying).rejects.toMatchObject({ code: 'PLUGIN_CODEGEN_TRIED_STAYS' });
  const told = {
    ...{
      severity: 'error',
      message: expect.stringContaining('still in shop.py: shop.py changed on the disk') as string,
    },
  };
  expect(stage.plugin.testing.notifications).toEqual([expect.objectContaining(told)]);
});

it('says at the next start what could not be taken back', async () => {
  await using stage = await inPlaceStage();
  const { context, notifications } = stage.plugin.testing;
  const writer = await context.services.require(ProjectWriter);
  const { version } = await writer.read('shop.py');
  const title = 'Tried with its tests (process 999999999)';
  await writer.write([{ path: 'shop.py', text: 'PRICE = 2\n', base: version }], { title });
  await writeFile(join(stage.storageDir, 'verify-in-place-999999999-0a1b2c3d'), '');
  await writeFile(join(stage.root, 'shop.py'), 'mine');
  await takeBackTried(context);
  expect(await readFile(join(stage.root, 'shop.py'), 'utf8')).toBe('mine');
  expect(notifications.map(({ message }) => message)).toEqual([
    'Code that was only tried with its tests is still in shop.py: shop.py changed on the disk',
  ]);
});

it('a devmgr that died in the middle is cleaned up after by the next one', async () => {
  await using stage = await inPlaceStage();
  const { context, logged } = stage.plugin.testing;
  const writer = await context.services.require(ProjectWriter);
  const save = async (title: string) => {
    const { version } = await writer.read('shop.py');
    await writer.write([{ path: 'shop.py', text: `PRICE = "${title}"\n`, base: version }], { title });
  };
  await save('by the person');
  await save('Tried with its tests (process 999999999)');
  const marker = join(stage.storageDir, 'verify-in-place-999999999-0a1b2c3d');
  await writeFile(marker, '');
  await writeFile(join(stage.storageDir, 'verify-in-place-nonsense'), '');
  await takeBackTried(context);
  expect(await readFile(join(stage.root, 'shop.py'), 'utf8')).toBe('PRICE = "by the person"\n');
  expect((await readdir(stage.storageDir)).filter((name) => name.startsWith('verify-in-place'))).toEqual([
    'verify-in-place-nonsense',
  ]);
  expect(logged.filter(({ level }) => level === 'warn').map(({ message }) => message)).toContain(
    'shop.py: taken back, as devmgr ended while its tests ran',
  );
});

it('says when the tests plugin is busy', async () => {
  await using stage = await inPlaceStage();
  await writeFile(join(stage.root, 'test_shop.py'), 'import time\ndef test_it(): time.sleep(60)\n');
  const run = await stage.plugin.runs.start();
  const verification = await stage.verify([{ path: 'shop.py', text: 'PRICE = 2\n' }], { where: 'in-place', signal });
  expect(verification).toMatchObject({
    verdict: 'unable',
    detail: expect.stringContaining('running already') as string,
  });
  expect(await readFile(join(stage.root, 'shop.py'), 'utf8')).toBe('PRICE = 1\n');
  await run.cancel();
});

it('lays files over the copy as they would be saved: encoding and line ends are kept', async () => {
  await using stage = await inPlaceStage();
  const before = Buffer.from('# -*- coding: latin-1 -*-\r\nNAME = "Caf\xe9"\r\n', 'latin1');
  await writeFile(join(stage.root, 'shop.py'), before);
  await writeFile(
    join(stage.root, 'test_shop.py'),
    'import shop\ndef test_it():\n    assert shop.NAME == "Th\u00e9"\n    assert open("shop.py", "rb").read().count(b"\\r\\n") == 2\n',
  );
  const text = '# -*- coding: latin-1 -*-\nNAME = "Th\u00e9"\n';
  for (const where of ['copy', 'in-place'] as const) {
    expect(await stage.verify([{ path: 'shop.py', text }], { where, signal })).toMatchObject({ verdict: 'passed' });
  }
  expect(await readFile(join(stage.root, 'shop.py'))).toEqual(before);
  const never = stage.verify([{ path: '.git/hooks/pre-commit', text }], { where: 'copy', signal });
  await expect(never).rejects.toMatchObject({ name: 'DevmgrError' });
});
