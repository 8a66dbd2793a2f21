import { mkdtemp, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import fc from 'fast-check';
import {
  readImportCache,
  writeImportCache,
  type KnownImports,
} from '../../../../plugins/tests/watch/graph/import-cache.js';
import { parseImports } from '../../../../plugins/tests/watch/graph/parse-imports.js';
import { readImports } from '../../../../plugins/tests/watch/graph/read-imports.js';
import { testPython } from '../../../support/python.js';
import { startTestsPlugin, type TestsPlugin } from '../support/tests-plugin.js';

const source = `
import os, a.b as c
from . import sibling
from ..up import one, two
from typing import TYPE_CHECKING
if TYPE_CHECKING:
    import only_types
else:
    import at_run
def f():
    import inside
    with open("x") as g, h():
        try:
            from caught import *
        except ImportError:
            import instead
pytest_plugins = ["plug.one", "plug.two"]
match = lambda: __import__("dynamic")
run(["python", "-m", "by.m"]); patch('app.x.P'); log("app.main:app", "data/x.json", "1.2.3", "a sentence. No")
"\\d"
`;

let plugin: TestsPlugin;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'devmgr-imports-'));
  plugin = await startTestsPlugin({
    files: {
      'all.py': source,
      'bad ü.py': 'x = 1\ndef f(:\n',
      'binary.py': 'x = "\0"',
      'latin.py': '# coding: latin-1\nimport z\n',
    },
  });
});
afterAll(async () => {
  await plugin[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

it("reads what files import with the project's Python, and where their syntax is wrong", async () => {
  const files = ['all.py', 'bad ü.py', 'binary.py', 'latin.py', 'missing.py'];
  const { signal } = new AbortController();
  const found = await readImports(plugin.testing.context, { python: testPython(), root: plugin.root, files, signal });
  const all = found
    .get('all.py')
    ?.imports.map(({ level, module, names }) =>
      `${level < 0 ? level : '.'.repeat(level)}${module} ${names.join()}`.trim(),
    );
  expect(new Set(all)).toEqual(
    new Set([
      ...['os', 'a.b', '. sibling', '..up one,two', 'typing TYPE_CHECKING', 'at_run', 'inside', 'caught *', 'instead'],
      ...['plug.one', 'plug.two', '-1dynamic', '-1by.m', '-1app.x.P', '-2app.main:app', '-3data/x.json'],
      // What is quoted may be a name or a file.
      ...['-2plug.one', '-2plug.two', '-3plug.one', '-3plug.two', '-2by.m', '-3by.m', '-2app.x.P'],
    ]),
  );
  expect(found.get('bad ü.py')?.error?.line).toBe(2);
  expect(found.get('binary.py')?.error).toBeDefined();
  expect(found.get('latin.py')).toEqual({ imports: [{ level: 0, module: 'z', names: [] }], error: undefined });
  expect(found.get('missing.py')).toEqual({ imports: [], error: undefined });
});

it('gives up when it is not wanted any more', async () => {
  const over = new AbortController();
  const files = Array.from({ length: 2_000 }, () => 'all.py');
  const reading = readImports(plugin.testing.context, {
    python: testPython(),
    root: plugin.root,
    files,
    signal: over.signal,
  });
  over.abort();
  await expect(reading).rejects.toThrow('aborted');
});

it('keeps what was read; damaged, cut or of another version it is an empty one, or what is whole', async () => {
  const path = join(folder, 'deep', 'imports.jsonl');
  expect((await readImportCache(path)).size).toBe(0);
  const known = new Map(
    ['a.py', 'odd\t\n.py'].map((file) => [
      file,
      { digest: 'd=', imports: [{ level: 1, module: 'm', names: ['n'] }], error: undefined },
    ]),
  );
  const wrong: KnownImports = { digest: 'e', imports: [], error: { line: 1, message: '' } };
  await writeImportCache(path, new Map<string, KnownImports>([...known, ['wrong.py', wrong]]));
  expect(await readImportCache(path)).toEqual(known);
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  await truncate(path, (await readFile(path)).length - 3);
  expect([...(await readImportCache(path)).keys()]).toEqual(['a.py']);
  await writeFile(path, `{"imports":1}\n${await readFile(path, 'utf8')}`);
  expect((await readImportCache(path)).size).toBe(0);
});

it('a line of whatever content is an answer or none', () => {
  fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (line) => void parseImports(line)));
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (imports, error) => {
      const read = parseImports(JSON.stringify({ path: 'x.py', imports, error }));
      expect(read === undefined).toBe(!Array.isArray(imports));
      for (const each of read?.imports ?? []) expect(each.names.every((name) => typeof name === 'string')).toBe(true);
    }),
  );
});
