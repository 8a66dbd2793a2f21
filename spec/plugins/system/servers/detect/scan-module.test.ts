import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scanModule } from '../../../../../plugins/system/servers/detect/scan-module.js';
import { expectQuick } from '../../../../support/expect-quick.js';

const found = (source: string) => scanModule(source).apps.map(({ name, line, kind }) => `${name}:${line}:${kind}`);
const HEAD = 'from fastapi import FastAPI\n';

describe('scanModule', () => {
  it.each<[string, string, string[]]>([
    ['a plain application', `${HEAD}app = FastAPI()`, ['app:2:instance']],
    ['an annotation', `${HEAD}app: FastAPI = FastAPI(title="x")`, ['app:2:instance']],
    ['an annotation in quotes over an unknown call', `${HEAD}app: "FastAPI" = load()`, ['app:2:instance']],
    ['an alias', 'from fastapi import APIRouter, FastAPI as F\nservice = F()', ['service:2:instance']],
    ['the module', 'import fastapi\napp = fastapi.FastAPI()', ['app:2:instance']],
    ['an alias of the module', 'import os, fastapi as fa\napp = fa.FastAPI()', ['app:2:instance']],
    [
      'an import in brackets',
      'from fastapi import (\n  FastAPI,  # the one\n  Depends,\n)\napp = FastAPI(\n  title="a",\n)\n',
      ['app:5:instance'],
    ],
    ['applications.FastAPI', 'from fastapi.applications import FastAPI\napi = FastAPI()', ['api:2:instance']],
    ['a subclass', `${HEAD}class Api(FastAPI):\n    x = FastAPI()\napp = Api()`, ['app:4:instance']],
    ['a chained assignment', `${HEAD}app = application = FastAPI()`, ['app:2:instance', 'application:2:instance']],
    [
      'inside try and if',
      `try:\n    ${HEAD}except ImportError:\n    raise\nif True:\n    app = FastAPI()`,
      ['app:6:instance'],
    ],
    ['on the line of an if', `${HEAD}if True: app = FastAPI()`, ['app:2:instance']],
    ['after a semicolon', 'from fastapi import FastAPI; app = FastAPI()', ['app:1:instance']],
    ['a backslash', `${HEAD}app = \\\n    FastAPI()`, ['app:2:instance']],
    [
      'Windows line ends and a byte order mark',
      '\uFEFFfrom fastapi import FastAPI\r\napp = FastAPI()\r\n',
      ['app:2:instance'],
    ],
    [
      'a factory of the same module',
      `${HEAD}def create_app(x=None):\n    a = FastAPI()\n    return a\napp = create_app()`,
      ['app:5:made'],
    ],
    [
      'a factory by its annotation',
      `${HEAD}def whatever() -> FastAPI:\n    return x()\napp = whatever()`,
      ['app:4:made'],
    ],
    ['a factory from elsewhere', 'from .factory import create_app\napp = create_app()', ['app:2:made']],
    ['only a factory', `${HEAD}def create_app() -> FastAPI:\n    return FastAPI()`, ['create_app:2:factory']],
    ['a factory that needs arguments', `${HEAD}def create_app(settings) -> FastAPI:\n    return FastAPI()`, []],
    ['an async function on the way', `${HEAD}async def f():\n    app = FastAPI()\n`, []],
    ['in a string', `${HEAD}"""\napp = FastAPI()\n"""\nx = 'app = FastAPI()'`, []],
    ['in a comment', `${HEAD}# app = FastAPI()`, []],
    ['a quote in a comment', `# don't\n${HEAD}app = FastAPI()`, ['app:3:instance']],
    ['an escaped quote', `${HEAD}x = 'a\\'b'\napp = FastAPI()`, ['app:3:instance']],
    ['a string that never ends', `${HEAD}x = 'abc\napp = FastAPI()`, ['app:3:instance']],
    ['in a function', `${HEAD}def f():\n    app = FastAPI()`, []],
    ['only when run as a program', `${HEAD}if __name__ == "__main__":\n    app = FastAPI()`, []],
    ['what a method of it returns', `${HEAD}router = FastAPI().router`, []],
    ['another framework', 'from flask import Flask\napp = Flask(__name__)', []],
    ['the word alone', 'app = FastAPI()', []],
    ['nothing', '', []],
  ])('%s', (_title, source, expected) => expect(found(source)).toEqual(expected));

  it('names what is mounted', () => {
    const scan = scanModule(
      `${HEAD}app = FastAPI()\nadmin = FastAPI()\nv2 = FastAPI()\napp.mount("/admin", admin)\napp.mount(path="/v2", app=v2)`,
    );
    expect([...scan.mounted]).toEqual(['admin', 'v2']);
  });

  it('reads imports of every form', () => {
    const { imports } = scanModule('import a.b as c, d\nfrom ..x.y import (z as w, q,)\nfrom . import m');
    expect(imports).toEqual([
      { level: 0, module: 'a.b', name: undefined, as: 'c', line: 1 },
      { level: 0, module: 'd', name: undefined, as: 'd', line: 1 },
      { level: 2, module: 'x.y', name: 'z', as: 'w', line: 2 },
      { level: 2, module: 'x.y', name: 'q', as: 'q', line: 2 },
      { level: 1, module: '', name: 'm', as: 'm', line: 3 },
    ]);
  });

  it('finds the application whatever stands before it, as long as that is Python', () => {
    const line = fc.constantFrom(
      'x = 1',
      "s = 'it\\'s (not'",
      '"""doc [\n"""',
      '# (comment "',
      'def f(a,\n  b):\n    return {a: b}',
      'y = [\n 1,\n]',
      'class A:\n    app = 2',
      "r = rb'\\x00'",
      'f"{x!r:>{10}}"',
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
        const scan = scanModule([HEAD, ...lines, 'app = FastAPI()'].join('\n'));
        expect(scan.apps.map(({ name }) => name)).toEqual(['app']);
      }),
    );
  });

  it('survives any text, quickly', async () => {
    const pieces = fc.array(
      fc.constantFrom(
        '"',
        "'",
        '"""',
        '\\',
        '\n',
        '(',
        ')',
        '[',
        '#',
        'import',
        'from',
        '.',
        'def',
        ':',
        '=',
        ' ',
        '\t',
        'FastAPI',
        'class',
        ',',
        'mount',
        'é',
      ),
      { maxLength: 80 },
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          pieces.map((parts) => parts.join('')),
        ),
        (source) => void scanModule(source),
      ),
    );
    for (const hostile of [`x = "${'\\"'.repeat(100_000)}`, '('.repeat(100_000), `"""${'a\n'.repeat(100_000)}`]) {
      await expectQuick(2_000, () => scanModule(hostile), hostile.slice(0, 10));
    }
  });
});
