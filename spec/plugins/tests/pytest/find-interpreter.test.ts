import { chmod, mkdtemp, rm, writeFile, mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { declaredDependencies } from '../../../../plugins/tests/pytest/declared-dependencies.js';
import { importedNames, importedPackages } from '../../../../plugins/tests/pytest/imported-packages.js';
import { interpreterCandidates } from '../../../../plugins/tests/pytest/interpreter-candidates.js';
import { testPython } from '../../../support/python.js';
import { outcomes, startTestsPlugin } from '../support/tests-plugin.js';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'devmgr-python-'));
});
afterEach(() => rm(root, { recursive: true, force: true }));

/** An executable that passes on to the real Python, or to a failure. */
async function fakePython(path: string, script: string): Promise<void> {
  await mkdir(join(root, path, '..'), { recursive: true });
  await writeFile(join(root, path), `#!/bin/sh\n${script}\n`);
  await chmod(join(root, path), 0o755);
}

describe('candidates', () => {
  const sources = { setting: '', env: {}, poetryEnvironment: undefined };

  it('come in order, environments only where they are', async () => {
    await fakePython('.venv/bin/python', 'exit 1');
    await fakePython('poetry/bin/python', 'exit 1');
    const env = { DEVMGR_PYTHON: '/opt/python', VIRTUAL_ENV: join(root, 'gone') };
    expect(interpreterCandidates({ ...sources, root, env, poetryEnvironment: join(root, 'poetry') })).toEqual([
      '/opt/python',
      join(root, '.venv/bin/python'),
      join(root, 'poetry/bin/python'),
      'python3',
      '/usr/bin/python3',
    ]);
  });

  it('are what the setting says, when it says anything', () => {
    expect(interpreterCandidates({ ...sources, root, setting: 'env/bin/python' })).toEqual([
      join(root, 'env/bin/python'),
    ]);
    expect(interpreterCandidates({ ...sources, root, setting: 'python3.12' })).toEqual(['python3.12']);
  });
});

it('reads what the project declares', async () => {
  await writeFile(
    join(root, 'pyproject.toml'),
    `[build-system]
requires = ["hatchling"]
[project]
name = "x"
dependencies = [
  "fastapi[all]>=0.92",  # the framework
  'uvicorn',
  "tomli; python_version < '3.11'",
]
[project.optional-dependencies]
dev = ["black"]
[tool.poetry.dependencies]
python = "^3.11"
httpx = { version = "*", extras = ["http2"] }
`,
  );
  await writeFile(
    join(root, 'requirements.txt'),
    '# comment\n-r other.txt\nflask==3.0 --hash=sha256:1\nhttps://x/y.whl\n\nSQLAlchemy ~= 2.0\n',
  );
  expect(await declaredDependencies(root)).toEqual(['fastapi', 'uvicorn', 'httpx', 'flask', 'SQLAlchemy']);
});

it('takes the first that has pytest, past one that hangs up, prints noise or is broken', async () => {
  await fakePython('project/.venv/bin/python', 'echo noise; exit 0');
  await fakePython('project/venv/bin/python', `echo a line of a wrapper; exec ${testPython()} "$@"`);
  await using plugin = await startTestsPlugin({
    root: join(root, 'project'),
    files: { 'test_it.py': 'def test_it(): pass\n' },
    settings: { python: '' },
  });
  expect(outcomes(await plugin.run())).toEqual({ 'test_it.py::test_it': 'passed' });
  expect(plugin.testing.logged.find(({ level }) => level !== 'debug')?.message).toContain(
    join(root, 'project/venv/bin/python'),
  );
});

it('prefers an interpreter that has what the project needs', async () => {
  const without = `case "$1" in -c) echo '{"version":"3.9","pytest":"7.0","xdist":false,"missing":["fastapi"]}';; *) exit 9;; esac`;
  await fakePython('project/.venv/bin/python', without);
  await fakePython('project/venv/bin/python', `exec ${testPython()} "$@"`);
  await using plugin = await startTestsPlugin({
    root: join(root, 'project'),
    files: { 'test_it.py': 'def test_it(): pass\n', 'requirements.txt': 'pytest\n' },
    settings: { python: '' },
  });
  expect(outcomes(await plugin.run())).toEqual({ 'test_it.py::test_it': 'passed' });
});

/** A real interpreter with pytest that does not find `fastapi`. */
const withoutFastapi = `export PYTHONPATH="$(dirname "$0")/hide:$PYTHONPATH"
exec ${testPython()} "$@"`;
const hide = `import sys
class Hide:
    def find_spec(self, name, path=None, target=None):
        if name == 'fastapi': raise ModuleNotFoundError("No module named 'fastapi'", name='fastapi')
sys.meta_path.insert(0, Hide())
`;

it('passes over an interpreter that lacks what the project imports and declares nowhere', async () => {
  const bin = 'project/.venv/bin';
  await fakePython(`${bin}/python`, withoutFastapi);
  await fakePython('project/venv/bin/python', `exec ${testPython()} "$@"`);
  await using plugin = await startTestsPlugin({
    root: join(root, 'project'),
    files: {
      '.venv/bin/hide/sitecustomize.py': hide,
      'app/main.py': 'import os\nimport fastapi\n',
      'pyproject.toml': '[project]\nname = "shop"\n',
      'tests/test_it.py': 'from app import main\ndef test_it(): pass\n',
    },
    settings: { python: '' },
  });
  expect(outcomes(await plugin.run())).toEqual({ 'tests/test_it.py::test_it': 'passed' });
  expect(plugin.testing.logged.find(({ level }) => level !== 'debug')?.message).toContain(
    join(root, 'project/venv/bin/python'),
  );
});

it('reads which modules are imported, without those of the project and what only tools use', async () => {
  await using plugin = await startTestsPlugin({
    root,
    files: {
      'setup.py': 'import setuptools_scm\n',
      'shop/api.py':
        'from __future__ import annotations\nimport fastapi.routing, json as j\nfrom . import models\nfrom shop.models import A\n',
      'shop/models.py': 'try:\n    import maybe\nexcept ImportError:\n    pass\n# import commented\n',
      'tests/conftest.py': 'from httpx import (\n  Client,\n)\nimport helpers\r\nimport pytest\r\n',
      'tests/helpers.py': '',
      'docs/conf.py': 'import sphinx\n',
      'env/pyvenv.cfg': '',
      'env/lib/x.py': 'import hidden\n',
      '.venv/lib/y.py': 'import hidden\n',
    },
  });
  expect(plugin.root).toBe(root);
  expect(await importedPackages(root)).toEqual(['fastapi', 'httpx', 'json', 'pytest']);
  expect(await importedPackages(join(root, 'nowhere'))).toEqual([]);
});

it('reads any source as imports without failing', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.stringMatching(/^[A-Za-z_]\w{0,20}$/), (noise, name) => {
      fc.pre(name !== '__future__');
      expect(importedNames(`${noise}\nimport ${name}\n`)).toContain(name);
    }),
  );
});

it('without pytest-xdist, workers are refused with what to do', async () => {
  await fakePython('project/.venv/bin/python', `echo '{"version":"3.9","pytest":"7.0","xdist":false,"missing":[]}'`);
  await using plugin = await startTestsPlugin({ root: join(root, 'project'), settings: { python: '' } });
  await expect(plugin.runs.start({ workers: 'auto' })).rejects.toMatchObject({
    code: 'PLUGIN_TESTS_NO_XDIST',
    hint: expect.stringContaining('pip install pytest-xdist') as string,
  });
});
