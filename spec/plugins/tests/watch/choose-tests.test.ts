import { expect, it } from 'vitest';
import { chooseTests } from '../../../../plugins/tests/watch/choose/choose-tests.js';
import { scopeOfRun } from '../../../../plugins/tests/watch/choose/scope-of-run.js';
import { TestFiles } from '../../../../plugins/tests/watch/choose/test-files.js';
import { ImportGraph } from '../../../../plugins/tests/watch/graph/import-graph.js';
import { named, type ModuleImport, type ModuleImports } from '../../../../plugins/tests/watch/graph/module-imports.js';
import { knownTest } from './support/known-book.js';

type Files = Readonly<Record<string, string>>;

/** `import a.b`, `from a import b`, `name a.b`, `file a/b.json`, a line each; `!` is wrong syntax. */
function modules(files: Files): Map<string, ModuleImports> {
  const read = (text: string): ModuleImports => ({
    imports: text.split('\n').flatMap((line): ModuleImport[] => {
      const from = /^from (\.*)([\w.]*) import (.*)$/.exec(line);
      if (from) return [{ level: from[1]?.length ?? 0, module: from[2] ?? '', names: (from[3] ?? '').split(', ') }];
      const said = /^(name|file) (.*)$/.exec(line);
      if (said) return [{ level: said[1] === 'file' ? named.file : named.module, module: said[2] ?? '', names: [] }];
      const plain = /^import ([\w.]+)$/.exec(line);
      return plain ? [{ level: 0, module: plain[1] ?? '', names: [] }] : [];
    }),
    error: text === '!' ? { line: 3, message: 'invalid syntax' } : undefined,
  });
  const code = Object.entries(files).filter(([file]) => file.endsWith('.py'));
  return new Map(code.map(([file, text]) => [file, read(text)]));
}

interface Given {
  readonly changed: readonly string[];
  readonly failed?: readonly string[];
  readonly pinned?: readonly string[];
  readonly measured?: readonly string[];
  readonly scope?: readonly string[];
  readonly before?: Files;
  readonly unknown?: 'all' | 'nothing';
}

async function choose(
  files: Files,
  { changed, failed = [], pinned = [], measured = [], scope = [], before, unknown = 'nothing' }: Given,
) {
  const { signal } = new AbortController();
  const earlier = before && (await ImportGraph.of(modules(before), signal));
  const graph = await ImportGraph.of(modules(files), signal, earlier);
  const ids = Object.keys(files).filter((file) => file.includes('test_'));
  const tests = new TestFiles(
    ids.map((file) => knownTest(`${file}::test`, file)),
    (file) => Object.hasOwn(files, file),
    false,
  );
  return chooseTests({ files: changed, graph, tests, measured, failed, pinned: new Set(pinned), scope, unknown });
}

it.each<[string, Files, string, readonly string[]]>([
  [
    'a package in the root',
    { 'app/m.py': '', 'tests/test_a.py': 'from app.m import f' },
    'app/m.py',
    ['tests/test_a.py'],
  ],
  ['src layout', { 'src/app/m.py': '', 'tests/test_a.py': 'import app.m' }, 'src/app/m.py', ['tests/test_a.py']],
  [
    'a namespace package',
    { 'ns/one/m.py': '', 'tests/test_a.py': 'from ns.one import m' },
    'ns/one/m.py',
    ['tests/test_a.py'],
  ],
  [
    'what an __init__ hands on',
    { 'app/__init__.py': 'from .core import run', 'app/core.py': '', 'tests/test_a.py': 'from app import run' },
    'app/core.py',
    ['tests/test_a.py'],
  ],
  [
    'relative imports, two dots',
    { 'app/__init__.py': '', 'app/m.py': '', 'app/sub/__init__.py': '', 'app/sub/test_a.py': 'from ..m import f' },
    'app/m.py',
    ['app/sub/test_a.py'],
  ],
  [
    'a conftest, below it',
    { 'a/conftest.py': '', 'a/b/test_a.py': '', 'c/test_c.py': '' },
    'a/conftest.py',
    ['a/b/test_a.py'],
  ],
  [
    'what a conftest imports',
    { 'lib.py': '', 'a/conftest.py': 'import lib', 'a/test_a.py': '' },
    'lib.py',
    ['a/test_a.py'],
  ],
  [
    'a module beside the test, not one of that name elsewhere',
    { 'one/util.py': '', 'one/test_a.py': 'import util', 'two/util.py': '', 'two/test_b.py': 'import util' },
    'one/util.py',
    ['one/test_a.py'],
  ],
  ['imports that go round', { 'a.py': 'import b', 'b.py': 'import a', 'test_a.py': 'import a' }, 'b.py', ['test_a.py']],
  [
    'a file that is read beside code',
    { 'app/m.py': '', 'app/data/x.json': '', 'test_a.py': 'import app.m' },
    'app/data/x.json',
    ['test_a.py'],
  ],
  ['nothing', { 'script.py': '', 'test_a.py': '' }, 'script.py', []],
  [
    'a folder on the path that is a package itself',
    {
      'backend/__init__.py': '',
      'backend/core/__init__.py': '',
      'backend/core/c.py': '',
      'tests/test_a.py': 'from core.c import C',
      'tests/test_b.py': 'import json',
      'backend/json.py': '',
    },
    'backend/core/c.py',
    ['tests/test_a.py'],
  ],
  [
    "not the standard library's name inside a package",
    { 'app/__init__.py': '', 'app/json.py': '', 'test_a.py': 'import json' },
    'app/json.py',
    [],
  ],
  [
    'a namespace package in two places',
    { 'src/ns/a.py': '', 'plugins/x/ns/b.py': '', 'tests/test_a.py': 'from ns import a, b' },
    'plugins/x/ns/b.py',
    ['tests/test_a.py'],
  ],
  [
    'data beside folders of tests',
    { 'tests/data/x.json': '', 'tests/unit/test_json.py': '', 'other/test_o.py': '' },
    'tests/data/x.json',
    ['tests/unit/test_json.py'],
  ],
  [
    'data that a module names',
    {
      'data/rates.json': '',
      'data/load.py': '',
      'data/test_d.py': 'import data.load',
      'app/m.py': 'file data/rates.json',
      'test_a.py': 'import app.m',
    },
    'data/rates.json',
    ['data/test_d.py', 'test_a.py'],
  ],
  ['a text that holds tests', { 'docs/test_x.rst': '', 'test_a.py': '' }, 'docs/test_x.rst', ['docs/test_x.rst']],
  ['a text that holds none', { 'README.md': '', 'test_a.py': '' }, 'README.md', []],
  [
    'a module that is named: python -m, patch, import_module',
    {
      'app/__init__.py': '',
      'app/__main__.py': 'from .core import f',
      'app/core.py': '',
      'test_a.py': 'name app',
      'test_b.py': 'name app.core.f',
      'test_c.py': '',
    },
    'app/core.py',
    ['test_b.py', 'test_a.py'],
  ],
  ['a script that is named', { 'tools/run.py': '', 'test_a.py': 'file tools/run.py' }, 'tools/run.py', ['test_a.py']],
])('%s', async (_what, files, changed, expected) => {
  const { options } = await choose(files, { changed: [changed] });
  expect(options?.ids ?? []).toEqual(expected);
});

const project: Files = {
  'app/m.py': '',
  'app/far.py': 'import app.m',
  'tests/test_far.py': 'import app.far',
  'tests/test_near.py': 'import app.m',
  'tests/test_other.py': '',
};

it('the nearest first, then what failed, then what is pinned', async () => {
  const failed = ['tests/test_other.py::test', 'tests/test_gone.py::test'];
  const choice = await choose(project, { changed: ['app/m.py'], failed, pinned: ['tests/test_near.py::test'] });
  expect(choice).toMatchObject({ reason: 'affected', count: 3 });
  expect(choice.options?.ids).toEqual(['tests/test_near.py', 'tests/test_far.py', 'tests/test_other.py::test']);
});

it('tests that were measured to run the code come first', async () => {
  const measured = ['tests/test_other.py::test', 'tests/test_far.py::test'];
  const choice = await choose(project, { changed: ['app/m.py'], measured });
  expect(choice.options?.ids).toEqual(['tests/test_other.py', 'tests/test_far.py', 'tests/test_near.py']);
});

it('what imported a file that is gone, and pinned tests whose file is', async () => {
  const { 'app/m.py': _gone, ...left } = project;
  const choice = await choose(left, { changed: ['app/m.py'], before: project, pinned: ['tests/test_gone.py::test'] });
  expect(choice.options?.ids).toEqual(['tests/test_near.py', 'tests/test_far.py']);
  expect(choice.gone).toEqual(['tests/test_gone.py::test']);
});

it('settings concern everything; wrong syntax is said where a test would run it, and nowhere else', async () => {
  expect(await choose(project, { changed: ['pytest.ini'], scope: ['tests'] })).toMatchObject({
    reason: 'all',
    options: { paths: ['tests'] },
  });
  const broken = { ...project, 'app/m.py': '!', 'script.py': '!' };
  expect(await choose(broken, { changed: ['app/m.py'] })).toMatchObject({ problem: 'app/m.py:3: invalid syntax' });
  const unused = await choose(broken, { changed: ['script.py'] });
  expect([unused.problem, unused.options]).toEqual([undefined, undefined]);
});

it('knows the contexts of pytest-cov and those of coverage alone', async () => {
  const files = { 'app/m.py': '', 'tests/test_a.py': '', 'tests/api/test_b.py': '', 'tests/test_c.py': '' };
  const measured = ['tests/test_a.py::test_x', 'tests.api.test_b.TestB.test_y', 'os.path.join', 'nothing'];
  const { options } = await choose(files, { changed: ['app/m.py'], measured });
  expect(options?.ids).toEqual(['tests/test_a.py', 'tests/api/test_b.py']);
  expect((await choose(files, { changed: ['app/m.py'], measured: ['test_b.test_y'] })).options?.ids).toEqual([
    'tests/api/test_b.py',
  ]);
});

it('chooses among the tests of the profile', () => {
  const known = [
    { ...knownTest('a/test_m.py::t', 'a/test_m.py'), markers: ['unit'] },
    knownTest('b/test_n.py::t', 'b/test_n.py'),
  ];
  const unit = { paths: undefined, kind: { paths: ['tests/unit'], markers: ['unit'] } };
  expect(scopeOfRun({}, unit, known)).toEqual(['tests/unit', 'a/test_m.py']);
  expect(scopeOfRun({ paths: ['a'] }, unit, known)).toEqual(['a/test_m.py']);
  expect(scopeOfRun({ paths: ['c'] }, { paths: ['b'] }, known)).toBeUndefined();
  expect(scopeOfRun({ paths: ['c'] }, undefined, known)).toEqual(['c']);
});

it.each([
  ['templates/t.html', 'all'],
  ['.env', 'all'],
  ['script.py', 'all'],
  ['.github/workflows/ci.yml', 'pinned'],
  ['README.md', 'pinned'],
  ['setup.py', 'pinned'],
])('what no test is known to run: all tests, but for texts and tools: %s', async (file, reason) => {
  const files = { 'app/m.py': '', 'tests/test_a.py': 'import app.m', [file]: '' };
  const failed = ['tests/test_a.py::test'];
  const choice = await choose(files, { changed: [file], failed, unknown: 'all' });
  expect([choice.reason, choice.options]).toEqual([reason, reason === 'all' ? {} : undefined]);
});
