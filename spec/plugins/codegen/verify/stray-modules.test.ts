import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { createVerifyFiles } from '../../../../plugins/codegen/verify/create-verify-files.js';
import { startTestsPlugin } from '../../tests/support/tests-plugin.js';

const signal = new AbortController().signal;
const files = {
  'src/app/__init__.py': '',
  'src/app/mod.py': 'def f(): return 1\n',
  'tests/test_mod.py': 'from app.mod import f\ndef test_f(): assert f() == 1\n',
};
const answer = [{ path: 'src/app/mod.py', text: 'def f(): return 2\n' }];

async function temporary(): Promise<string> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'devmgr-stray-spec-')));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** As meson-python and scikit-build-core install a project as editable: a finder before all others. */
const hook = (root: string) => `import sys
from importlib.util import spec_from_file_location
class Finder:
    @classmethod
    def find_spec(cls, name, path=None, target=None):
        folder = ${JSON.stringify(join(root, 'src/app'))}
        if name == 'app':
            return spec_from_file_location(name, folder + '/__init__.py', submodule_search_locations=[folder])
sys.meta_path.insert(0, Finder)
`;

async function verifyWith(root: string, site: string, args: readonly string[] = []) {
  await using plugin = await startTestsPlugin({ root, files, env: { PYTHONPATH: site }, settings: { args } });
  const verify = createVerifyFiles(plugin.testing.context);
  try {
    const inCopy = await verify(answer, { where: 'copy', signal });
    const same = await verify([{ path: 'README.md', text: 'x' }], { where: 'copy', signal });
    return { inCopy, same };
  } finally {
    await verify.dispose();
  }
}

it.each([
  ['in one process', []],
  ['in workers', ['-n', '2']],
])('says nothing of code when an import hook loads that of the project, %s', async (_what, args) => {
  const [root, site] = [await temporary(), await temporary()];
  await writeFile(join(site, 'sitecustomize.py'), hook(root));
  const { inCopy } = await verifyWith(root, site, args);
  expect(inCopy).toMatchObject({ verdict: 'unable', failures: [] });
  expect(inCopy.detail).toContain('src/app/');
  expect(inCopy.detail).toContain('loaded from the project');
  expect(inCopy.detail).toContain('--in-place');
});

it('notices a link in installed packages, and modules that a test unloads', async () => {
  const [root, site] = [await temporary(), await temporary()];
  await mkdir(join(site, 'first'));
  await symlink(join(root, 'src/app'), join(site, 'first/app'));
  await writeFile(
    join(root, 'conftest.py'),
    `import sys; sys.path.insert(0, ${JSON.stringify(join(site, 'first'))})
def pytest_unconfigure(): pass
def pytest_sessionfinish():
    for name in [name for name in sys.modules if name.split('.')[0] == 'app']: del sys.modules[name]
`,
  );
  const { inCopy } = await verifyWith(root, site);
  expect(inCopy).toMatchObject({ verdict: 'unable' });
  expect(inCopy.detail).toContain('src/app/');
});

it('does not take packages of an environment inside the project for strays', async () => {
  const root = await temporary();
  const site = join(root, '.venv/lib/site-packages');
  await mkdir(site, { recursive: true });
  await writeFile(join(root, '.venv/pyvenv.cfg'), '');
  await writeFile(join(site, 'other.py'), 'X = 1\n');
  await writeFile(join(root, 'conftest.py'), 'import other\n');
  const { inCopy, same } = await verifyWith(root, site);
  expect(inCopy).toMatchObject({ verdict: 'failed' });
  expect(same).toMatchObject({ verdict: 'passed' });
});
