import { cp, mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { modulePathOfCopy } from '../../../../plugins/tests/pytest/command-line.js';
import { testPython } from '../../../support/python.js';
import { outcomes, startTestsPlugin } from '../support/tests-plugin.js';

const files = {
  'src/shop/__init__.py': 'PRICE = 1\n',
  'tests/test_shop.py': 'import shop\ndef test_price():\n    assert shop.PRICE == 2\n',
};

async function temporaryFolder(): Promise<string> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'devmgr-copy-spec-')));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

async function copyOf(root: string): Promise<string> {
  const copy = join(await temporaryFolder(), 'copy');
  await cp(root, copy, { recursive: true });
  return copy;
}

it('runs the code of the copy, though the project is on the module path, and keeps it to itself', async () => {
  const root = await temporaryFolder();
  await using plugin = await startTestsPlugin({ files, root, env: { PYTHONPATH: join(root, 'src') } });
  const copy = await copyOf(root);
  await writeFile(join(copy, 'src/shop/__init__.py'), 'PRICE = 2\n');
  const before = plugin.runs.current.get();
  const seen: string[] = [];
  const run = await plugin.runs.start({ root: copy });
  run.state.onDidChange((state) => seen.push(state.status));
  const state = await run.done;
  expect(outcomes(state)).toEqual({ 'tests/test_shop.py::test_price': 'passed' });
  expect(run.state.get()).toBe(state);
  expect(seen.at(-1)).toBe('finished');
  expect(plugin.runs.current.get()).toBe(before);
  // Nothing was recorded: no test is known to have failed or passed.
  await expect(plugin.runs.start({ failed: true })).rejects.toMatchObject({ code: 'PLUGIN_TESTS_NOTHING_FAILED' });
});

it('tells places relative to the copy, beside a run of the project', async () => {
  await using plugin = await startTestsPlugin({ files, settings: { args: ['-p', 'no:cacheprovider'] } });
  const copy = await copyOf(plugin.root);
  const [inProject, inCopy] = await Promise.all([
    plugin.runs.start({ args: ['-o', 'pythonpath=src'] }),
    plugin.runs.start({ root: copy }),
  ]);
  const [ofProject, ofCopy] = await Promise.all([inProject.done, inCopy.done]);
  expect(plugin.runs.current.get()).toBe(ofProject);
  expect(inProject.state.get()).toBe(ofProject);
  const failed = ofCopy.cases.get('tests/test_shop.py::test_price');
  expect(failed).toMatchObject({ outcome: 'failed', file: 'tests/test_shop.py' });
  const lines = ['import shop', 'def test_price():', '    assert shop.PRICE == 2'];
  const place = { path: 'tests/test_shop.py', line: 3, function: 'test_price' };
  expect(failed?.frames).toEqual([{ ...place, source: { firstLine: 1, lines }, locals: [] }]);
});

it('stops with the plugin', async () => {
  const plugin = await startTestsPlugin({ files: { 'test_it.py': 'import time\ndef test_it(): time.sleep(60)\n' } });
  const copy = await copyOf(plugin.root);
  const run = await plugin.runs.start({ root: copy });
  await plugin[Symbol.asyncDispose]();
  expect((await run.done).end).toMatchObject({ kind: 'cancelled' });
});

it('says that a copy is not there, and which Python runs tests', async () => {
  await using plugin = await startTestsPlugin({ files });
  await expect(plugin.runs.start({ root: join(plugin.root, 'gone') })).rejects.toMatchObject({
    code: 'PLUGIN_TESTS_NO_PROJECT',
  });
  const { python, version } = await plugin.runs.interpreter();
  expect(python).toBe(testPython());
  expect(version).toMatch(/^3\.\d+\.\d+/);
});

it('puts folders of the copy in the place of those of the project, where it has them', async () => {
  const [project, copy] = [await temporaryFolder(), await temporaryFolder()];
  await mkdir(join(copy, 'lib'));
  const standIn = { project, copy };
  expect(modulePathOfCopy(standIn, undefined)).toBe(`${copy}:${copy}/src`);
  const inherited = `${project}/lib:/other:${project}:${project}/.venv/site:lib:${project}2`;
  expect(modulePathOfCopy(standIn, inherited)).toBe(
    `${copy}:${copy}/src:${copy}/lib:/other:${project}/.venv/site:${project}2`,
  );
});

it('runs the code of the copy though the project is installed as editable, in both ways that there are', async () => {
  const root = await temporaryFolder();
  const site = await temporaryFolder();
  await mkdir(join(root, 'packages/one/lib'), { recursive: true });
  await mkdir(join(root, 'elsewhere/two'), { recursive: true });
  await writeFile(join(root, 'packages/one/lib/one.py'), 'VALUE = "project"\n');
  await writeFile(join(root, 'elsewhere/two/__init__.py'), 'VALUE = "project"\n');
  // As setuptools writes them: a path, and a finder behind all others.
  await writeFile(
    join(site, 'sitecustomize.py'),
    `import sys; sys.path.append(${JSON.stringify(join(root, 'packages/one/lib'))})\nimport __editable___two_finder\n`,
  );
  await writeFile(
    join(site, '__editable___two_finder.py'),
    `import sys
from importlib.util import spec_from_file_location
MAPPING = {"two": ${JSON.stringify(join(root, 'elsewhere/two'))}}
class Finder:
    @classmethod
    def find_spec(cls, name, path=None, target=None):
        if name in MAPPING: return spec_from_file_location(name, MAPPING[name] + "/__init__.py")
sys.meta_path.append(Finder)
`,
  );
  await writeFile(
    join(root, 'test_it.py'),
    'import one, two\ndef test_it(): assert [one.VALUE, two.VALUE] == ["copy"] * 2\n',
  );
  const copy = await copyOf(root);
  await writeFile(join(copy, 'packages/one/lib/one.py'), 'VALUE = "copy"\n');
  await writeFile(join(copy, 'elsewhere/two/__init__.py'), 'VALUE = "copy"\n');
  await using plugin = await startTestsPlugin({ root, env: { PYTHONPATH: site } });
  const inCopy = await (await plugin.runs.start({ root: copy })).done;
  expect(inCopy.cases.get('test_it.py::test_it')).toMatchObject({ outcome: 'passed' });
  expect(outcomes(await plugin.run())).toEqual({ 'test_it.py::test_it': 'failed' });
});
